import type { Machine } from '../machine';

/** Throws unless the program runs here and says that it is Temporal's CLI. */
export async function assertTemporalCli(machine: Machine, path: string): Promise<void> {
  const { succeeded, failure, output } = await machine.run(path, ['--version']);
  if (!succeeded) throw new Error(`${path} does not run: ${failure}`);
  if (!output.startsWith('temporal version'))
    throw new Error(`${path} is not Temporal's CLI (it says ${firstLine(output)})`);
}

function firstLine(output: string): string {
  return `"${output.split('\n', 1)[0]}"`;
}
