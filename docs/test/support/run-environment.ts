import { connect } from '@handrail/client';
import { readFile } from 'node:fs/promises';
import { here } from './here/here';
import type { Run } from './run-with-server';

/**
 * Connects under the environment variables of a shell block (`export NAME=value`, `unset NAME`, `NAME=value command`), or
 * with the configuration file that the block is.
 */
export const runEnvironment: Run = async ({ kind }, scenario, _world, file) => {
  if (kind === 'settings') {
    process.env['TEMPORAL_CONFIG_FILE'] = file;
    process.env['TEMPORAL_PROFILE'] = 'prod';
    delete process.env['TEMPORAL_ADDRESS'];
  } else applyVariables(await readFile(file, 'utf8'));
  const client = await connect({
    connection: { connectTimeout: 1_000 },
    ...(scenario.policy && { policy: scenario.policy }),
  });
  here().opened.push(client.connection);
};

function applyVariables(script: string): void {
  for (const line of script.split('\n')) {
    const unset = /^unset (\w+)/.exec(line)?.[1];
    if (unset !== undefined) delete process.env[unset];
    for (const [, name = '', value = ''] of line.matchAll(/(?:^|export )([A-Z_]+)=("[^"]*"|\S+)/g)) {
      process.env[name] = value
        .replace(/^"(.*)"$/, '$1')
        .replace(/^\$(\w+)$/, (_, other: string) => process.env[other] ?? '');
    }
  }
}
