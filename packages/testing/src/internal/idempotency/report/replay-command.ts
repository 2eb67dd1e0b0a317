import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command that runs one plan of a check again: the file that called it, with the plan and the seed in the environment. */
export function replayCommand(plan: string, seed: number, stack: string): string {
  const file = callingFile(stack);
  const settings = `HANDRAIL_IDEMPOTENCY_PLANS='${plan}' HANDRAIL_IDEMPOTENCY_SEED=${seed}`;
  return `${settings} ${runner()} ${file ?? '<your test file>'}`;
}

function runner(): string {
  if (process.env['VITEST'] !== undefined) return 'npx vitest run';
  if (process.env['JEST_WORKER_ID'] !== undefined) return 'npx jest';
  return process.env['NODE_TEST_CONTEXT'] === undefined ? 'node' : 'node --test';
}

function callingFile(stack: string): string | undefined {
  for (const line of stack.split('\n').slice(1)) {
    const path = /\(?((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^():]+):\d+:\d+\)?$/.exec(line.trim())?.[1];
    if (
      path === undefined ||
      /[\\/]testing[\\/](lib|src)[\\/]/.test(path) ||
      path.includes('node_modules') ||
      path.startsWith('node:')
    )
      continue;
    return relative(process.cwd(), path.startsWith('file:') ? fileURLToPath(path) : path);
  }
  return undefined;
}
