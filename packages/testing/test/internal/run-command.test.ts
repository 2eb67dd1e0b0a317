import { expect, test } from 'vitest';
import { runCommand } from '../../src/internal/run-command';

const environment = process.env;

function node(script: string, options: Partial<Parameters<typeof runCommand>[2]> = {}) {
  return runCommand(process.execPath, ['-e', script], { environment, ...options });
}

test('it hands on each line of both streams, the last one without a line end, too', async () => {
  const lines: string[] = [];
  await node('process.stdout.write("one\\ntwo\\nthree")', { onLine: (line) => lines.push(line) });

  expect(lines).toEqual(['one', 'two', 'three']);
});

test('a failure keeps the end of what the program printed', async () => {
  const result = await node('for (let i = 1; i <= 30; i++) console.error("line " + i); process.exit(3)');

  expect(result.failure).toBe('it ended with exit code 3');
  expect(result.output.split('\n')).toHaveLength(20);
  expect(result.output).toMatch(/line 30$/);
});

test('a program that cannot be started has failed - nothing is thrown', async () => {
  const result = await runCommand('/nowhere/temporal', [], { environment });

  expect(result).toEqual({ succeeded: false, output: '', failure: 'spawn /nowhere/temporal ENOENT' });
});

test('aborting ends the program and gives the reason', async () => {
  const abort = new AbortController();
  const result = await node('console.log("ready"); setInterval(() => {}, 1000)', {
    signal: abort.signal,
    onLine: () => abort.abort('nothing arrived for 30 seconds'),
  });

  expect(result.failure).toBe('nothing arrived for 30 seconds');
});
