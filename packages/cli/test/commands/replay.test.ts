// What of the arguments of `handrail replay` is refused before anything is bundled or asked.
import { expect, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

it.each([
  [[], '--workflows or --bundle says which code is to be deployed'],
  [['--workflows', 'none.ts'], '--workflows none.ts does not exist'],
  [['--bundle', 'none.js'], '--bundle none.js does not exist'],
  [
    ['--workflows', 'package.json', '--history', 'none.json'],
    '--history none.json cannot be read (there is no such file or folder)',
  ],
  [['--workflows', 'package.json', '--ui', 'here'], '--ui here is no address of a UI, such as http://localhost:8233'],
])('refuses %j', async (parameters, problem) => {
  const { exitCode, stderr } = await runCommandLine(['replay', ...parameters]);
  expect(stderr.split('\n', 1)[0]).toBe(`[HR9016] The command line cannot be understood: ${problem}.`);
  expect(exitCode).toBe(2);
});
