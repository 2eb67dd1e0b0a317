// `handrail … | head`: the reader goes away while the command still has something to say.
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands';
import { runWithoutReader } from './support/run-binary';

describe.skipIf(process.platform === 'win32')('with a reader that has gone', () => {
  test.each(commands.map(({ name }) => name))('the help of %s ends well', async (name) => {
    expect(await runWithoutReader([...name.split(' '), '--help'])).toBe('exit code 0\n');
  });

  test('a long list ends well', async () => {
    expect(await runWithoutReader(['explain'])).toBe('exit code 0\n');
  });

  test('JSON ends well', async () => {
    expect(await runWithoutReader(['explain', 'HR2004', '--json'])).toBe('exit code 0\n');
  });

  test('the exit code says what was found all the same', async () => {
    expect(await runWithoutReader(['explain', 'HR0000', '--json'])).toBe('exit code 2\n');
  });

  test('so does a command whose errors nobody reads either', async () => {
    expect(await runWithoutReader(['explain', 'HR0000'], '2>&1')).toBe('exit code 2\n');
  });
});
