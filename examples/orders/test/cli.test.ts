import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function cli(args: readonly string[], environment: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [join(__dirname, '../lib/cli.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
}

it('says how it is used when a command or an argument is missing', () => {
  const { status, stderr } = cli(['approve', 'order-1']);

  expect(status).toBe(2);
  expect(stderr).toContain('  npm run orders -- approve <order> <by>\n');
});

it('says which server it cannot reach', () => {
  const { status, stderr } = cli(['status', 'order-1'], { TEMPORAL_ADDRESS: '127.0.0.1:1' });

  expect(status).toBe(1);
  expect(stderr).toMatch(/^\[HR4001\] .*127\.0\.0\.1:1/m);
});
