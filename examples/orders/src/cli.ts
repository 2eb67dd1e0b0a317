import { connect } from '@handrail/client';
import { commands } from './commands';
import { explainError } from './explain-error';
import { policy } from './policy';

/** The starter: `npm run orders -- place ann`. */
async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || args.length !== command.usage.split(' ').length) {
    console.error(usage());
    process.exitCode = 2;
    return;
  }
  // #region connect
  // Server, credentials and namespace come from TEMPORAL_* variables and the configuration file, as for all Temporal tools.
  const client = await connect({ policy });
  // #endregion connect
  try {
    console.log((await command.run(client, ...args)) ?? 'done');
  } finally {
    await client.connection.close();
  }
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  npm run orders -- ${name} ${command.usage}`);
  return ['Usage:', ...lines].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explainError(error));
  process.exitCode = 1;
});
