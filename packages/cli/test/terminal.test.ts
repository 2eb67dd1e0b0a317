import { expect, it } from 'vitest';
import { createTerminal } from '../src/terminal';

function printed(print: (terminal: ReturnType<typeof createTerminal>) => void): string {
  let text = '';
  const stream = { isTTY: true, write: (more: string) => void (text += more) };
  print(createTerminal({ stdout: stream, stderr: stream, environment: {} }, true));
  return text;
}

it('lets no text of others reach the terminal as a command', () => {
  const id = 'order\u001B]52;c;cm0gLXJm\u0007\u001B[2J\r\u009B1A';
  expect(printed(({ print }) => print(id))).toBe('order\\u001b]52;c;cm0gLXJm\\u0007\\u001b[2J\\u000d\\u009b1A\n');
  expect(printed(({ note }) => note(id))).not.toMatch(/[\u0007\r]/);
});

it('lets no text of others turn round what follows it in its line', () => {
  expect(printed(({ print }) => print('order\u202E71\u2066'))).toBe('order\\u202e71\\u2066\n');
});

it('keeps its own styles, line ends and tabs', () => {
  expect(printed(({ print, stdoutStyle }) => print(`${stdoutStyle.bold('a')}\n\t${stdoutStyle.red('b')}`))).toBe(
    '\u001B[1ma\u001B[22m\n\t\u001B[31mb\u001B[39m\n',
  );
});

it('leaves JSON what it was', () => {
  const value = { workflowId: 'a\u009B\u007F\u001B[2J\n' };
  expect(JSON.parse(printed(({ print }) => print(JSON.stringify(value))))).toEqual(value);
});

it.each([
  [{}, { isTTY: true, isColoured: true }],
  [{}, { isTTY: false, isColoured: false }],
  [{ NO_COLOR: '1' }, { isTTY: true, isColoured: false }],
  // As no-color.org has it: an empty one says nothing.
  [{ NO_COLOR: '' }, { isTTY: true, isColoured: true }],
  [{ FORCE_COLOR: '1' }, { isTTY: false, isColoured: true }],
  [{ FORCE_COLOR: '' }, { isTTY: false, isColoured: true }],
  [{ FORCE_COLOR: '0' }, { isTTY: true, isColoured: false }],
  [{ FORCE_COLOR: 'false' }, { isTTY: true, isColoured: false }],
  [
    { FORCE_COLOR: '1', NO_COLOR: '1' },
    { isTTY: true, isColoured: false },
  ],
])('with %j: %j', (environment, { isTTY, isColoured }) => {
  const stream = { isTTY, write: () => {} };
  const { stdoutStyle, stderrStyle } = createTerminal({ stdout: stream, stderr: stream, environment }, true);
  const text = isColoured ? '\u001B[1ma\u001B[22m' : 'a';
  expect([stdoutStyle.bold('a'), stderrStyle.bold('a')]).toEqual([text, text]);
});
