import { expect, it } from 'vitest';
import { isValidator } from '../../../src/internal/workflow-failures/is-validator';

const SOURCE = `
const checkAmount = async (cents) => { if (cents < 0) throw new Error('no'); };
const lost = async () => { throw new Error('lost'); };
setHandler(pay, (cents) => { void lost(); }, { validator: checkAmount });
setHandler(ship, (id) => undefined, { unfinishedPolicy, validator: checks.$deep as never });
`;
const stack = (...frames: string[]) => ['Error: no', ...frames.map((frame) => `    at ${frame}`)].join('\n');
const judged = (...frames: string[]) => isValidator(stack(...frames), () => SOURCE);

it.each([
  ['one with the name of the option', ['validator (/app/w.ts:3:9)']],
  ['a method of that name', ['Object.validator (/app/w.ts:3:9)']],
  ['one that the source gives to the option', ['checkAmount (/app/w.ts:2:50)']],
  ['one of an object', ['Object.$deep (/app/w.ts:2:50)']],
  ['one that has waited', ['async checkAmount (/app/w.ts:2:50)']],
  ['what calls another function', ['inner (/app/lib.ts:1:1)', 'checkAmount (/app/w.ts:2:50)']],
])('a validator is %s', (_, frames) => {
  expect(judged(...frames)).toBe(true);
});

it.each([
  ['a promise that a handler loses', ['lost (/app/w.ts:3:1)', '/app/w.ts:4:1']],
  ['a function with the beginning of its name', ['checkAmountOf (/app/w.ts:2:50)', 'order (/app/w.ts:9:1)']],
  ['a workflow that has called it itself', ['checkAmount (/app/w.ts:2:50)', 'order (/app/w.ts:9:1)']],
  ['nothing', []],
])('is not %s', (_, frames) => {
  expect(judged(...frames)).toBe(false);
});

it('nor what has no source any more', () => {
  const gone = () => {
    throw new Error('ENOENT');
  };
  expect(isValidator(stack('checkAmount (/app/w.ts:2:50)'), gone)).toBe(false);
  expect(isValidator(undefined)).toBe(false);
});
