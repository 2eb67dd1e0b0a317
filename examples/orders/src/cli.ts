import { Client, Connection } from '@handrail/client';
import { HandrailError } from '@handrail/errors';
import { commands } from './commands';
import { policy } from './policy';

/** The starter: `npm run orders -- place ann`. */
async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || args.length !== command.usage.split(' ').length) {
    console.error(usage());
    process.exitCode = 2;
    return;
  }
  const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? 'localhost:7233' });
  try {
    console.log((await command.run(new Client({ connection, policy }), ...args)) ?? 'done');
  } finally {
    await connection.close();
  }
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  npm run orders -- ${name} ${command.usage}`);
  return ['Usage:', ...lines].join('\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(HandrailError.isInstance(error) ? error.message : error);
  process.exitCode = 1;
});
