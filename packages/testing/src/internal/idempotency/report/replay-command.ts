import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const THIS_PACKAGE = join(__dirname, '../../..');

/** Who has asked for a check. */
export interface CheckOrigin {
  /** The stack of the call, in which the test file stands. */
  readonly stack: string;
  /** The name of the test, where the suite has made it. */
  readonly test?: string;
}

/** The command that runs one plan of a check again: the file that called it, with the plan and the seed in the environment. */
export function replayCommand(plan: string, seed: number, { stack, test }: CheckOrigin): string {
  const { command, filter } = runner();
  const only =
    test === undefined || filter === undefined ? '' : ` ${filter} '${test.replaceAll("'", String.raw`'\''`)}'`;
  const settings = `HANDRAIL_IDEMPOTENCY_PLANS='${plan}' HANDRAIL_IDEMPOTENCY_SEED=${seed}`;
  return `${settings} ${command}${only} ${callingFile(stack) ?? '<your test file>'}`;
}

/** How the tests of this process are run, and how one of them is chosen. */
function runner(): { command: string; filter?: string } {
  if (process.env['VITEST'] !== undefined) return { command: 'npx vitest run', filter: '-t' };
  if (process.env['JEST_WORKER_ID'] !== undefined) return { command: 'npx jest', filter: '-t' };
  if (process.env['NODE_TEST_CONTEXT'] === undefined) return { command: 'node' };
  return { command: 'node --test', filter: '--test-name-pattern' };
}

function callingFile(stack: string): string | undefined {
  for (const line of stack.split('\n').slice(1)) {
    // Node's own files have neither a leading slash nor a drive.
    const path = /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^():]+):\d+:\d+\)?$/.exec(line.trim())?.[1];
    const file = path?.startsWith('file:') === true ? fileURLToPath(path) : path;
    if (file === undefined || file.includes('node_modules') || file.startsWith(THIS_PACKAGE)) continue;
    return relative(process.cwd(), file);
  }
  return undefined;
}
