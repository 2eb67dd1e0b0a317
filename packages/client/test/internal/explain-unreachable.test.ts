import { expect, it, onTestFinished, vi } from 'vitest';
import { explainUnreachable, tlsSettings } from '../../src/internal/explain-unreachable';

// Nothing listens at the first port of a machine.
const address = '127.0.0.1:1';

async function fixFor(variable: string): Promise<string> {
  vi.stubEnv('TEMPORAL_ADDRESS', variable);
  onTestFinished(() => void vi.unstubAllEnvs());
  const problem = await explainUnreachable({ address, tls: tlsSettings({ address }), reason: 'ended', probe: true });
  expect(problem.head).toBe(
    `No connection to the Temporal server at ${address} (without TLS): nothing listens there (ECONNREFUSED)`,
  );
  return problem.fix;
}

it('does not send to TEMPORAL_ADDRESS whoever has set it: a Client reads no variables', async () => {
  expect(await fixFor('127.0.0.1:7533')).toMatch(
    /^TEMPORAL_ADDRESS is 127\.0\.0\.1:7533, and was not used: only connect\(\) reads it/,
  );
});

it('says what to correct where it names the server that was tried', async () => {
  expect(await fixFor(address)).toMatch(/^start the server, or correct host and port \(TEMPORAL_ADDRESS, /);
});
