// An environment on a server that is there already, with mistakes in its options or without the server.
import { codeOf } from '@handrail/errors';
import { TransportError } from '@temporalio/worker';
import { createServer, type AddressInfo } from 'node:net';
import { expect, inject, it } from 'vitest';
import { TestWorkflowEnvironment } from '../../src';

type Options = Parameters<typeof TestWorkflowEnvironment.createFromExistingServer>[0];

async function failure(options: object): Promise<Error> {
  const error: unknown = await TestWorkflowEnvironment.createFromExistingServer(options as Options).then(
    (environment) => environment.teardown().then(() => new Error('it was made')),
    (thrown: unknown) => thrown,
  );
  return error as Error;
}

it('is made, and used', async () => {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address: inject('temporalAddress') });
  await environment.client.workflow.count();
  await environment.teardown();
});

it.each([
  [{ adress: 'x' }, 'adress', 'address'],
  [{ nameSpace: 'x' }, 'nameSpace', 'namespace'],
  [{ apiKey: 'x' }, 'apiKey', 'connectionOptions.apiKey'],
  [{ connectionOptions: { api_key: 'x' } }, 'connectionOptions.api_key', 'connectionOptions.apiKey'],
])('is refused with a misspelt option: %s', async (options, field, suggestion) => {
  const error = await failure({ address: inject('temporalAddress'), ...options });
  expect(error.message).toContain(
    `[HR2012] TestWorkflowEnvironment.createFromExistingServer has an option ${field} that does not exist; did you mean ${suggestion}?`,
  );
});

it('says where nobody listens, in the class of the SDK', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const error = await failure({ address: `127.0.0.1:${port}` });
  expect(error).toBeInstanceOf(TransportError);
  expect(codeOf(error)).toBe('HR5007');
  expect(error.message).toContain(`127.0.0.1:${port}`);
});

it('says what is wrong with an address', async () => {
  const error = await failure({ address: 'http://localhost:7233/path' });
  expect(codeOf(error)).toBe('HR4006');
});

it.each([
  ['createLocal', { server: { prot: 1 } }, 'server.prot', 'server.port'],
  ['createLocal', { port: 1 }, 'port', 'server.port'],
  ['createTimeSkipping', { server: { extraArg: [] } }, 'server.extraArg', 'server.extraArgs'],
] as const)('and so are the options of %s: %s', async (method, options, field, suggestion) => {
  const error: unknown = await TestWorkflowEnvironment[method](options as never).catch((thrown: unknown) => thrown);
  expect((error as Error).message).toContain(
    `[HR2012] TestWorkflowEnvironment.${method} has an option ${field} that does not exist; did you mean ${suggestion}?`,
  );
});
