import { describe, expect, it } from 'vitest';
import { catalogue, HandrailError, HR2001, HR2004, HR2010, problemsIn } from '../src';
import { sandboxError } from '../src/sandbox';

describe('the message of an error of workflow code', () => {
  it('says what is wrong, and where to read on, for whoever gets it unworded', () => {
    const error = sandboxError([HR2001.sample(), HR2010.sample()]);
    expect(error.message.split('\n')).toEqual([
      `[HR2001] ${HR2001.sample().head}`,
      `[HR2010] ${HR2010.sample().head}`,
      '  Fix:     npx handrail explain HR2001',
      JSON.stringify([
        ['HR2001', HR2001.example],
        ['HR2010', HR2010.example],
      ]),
    ]);
    expect(HandrailError.isInstance(error)).toBe(true);
  });

  it.each(catalogue.map((entry) => [entry.code, entry] as const))('is worded whole: %s', (_code, entry) => {
    const problem = entry.sample();
    expect(problemsIn(sandboxError([problem]).message)).toEqual([problem]);
  });
});

describe('what has no words in workflow bundles', () => {
  const wordless = { ...HR2004.sample(), head: '' };

  it('says its facts', () => {
    const [first] = sandboxError([wordless]).message.split('\n');
    expect(first).toBe(`[HR2004] ${JSON.stringify(HR2004.example)}`);
  });

  it('is worded whole, alone and beside others', () => {
    expect(problemsIn(sandboxError([wordless]).message)).toEqual([HR2004.sample()]);
    expect(problemsIn(sandboxError([HR2001.sample(), wordless, HR2010.sample()]).message)).toEqual([
      HR2001.sample(),
      HR2004.sample(),
      HR2010.sample(),
    ]);
  });

  it('is worded by its own facts alone', () => {
    const { message } = sandboxError([wordless]);
    expect(problemsIn(message.replace('charge', 'refund'))).toBeUndefined();
  });
});

describe('a name with a character that ends lines', () => {
  it.each(['\n', '\r', '\u2028', '\u2029', '"', '\ud800'])('is worded all the same: %j', (character) => {
    const problem = HR2001.problem({ subject: `Activity "char${character}ge"`, value: '5' });
    expect(problemsIn(sandboxError([problem]).message)).toEqual([problem]);
  });
});

describe('what is no such message', () => {
  const message = sandboxError([HR2004.sample()]).message;

  it.each([
    ['another error', 'items is undefined'],
    ['nothing', ''],
    ['an error that is worded', HR2004.error(HR2004.example).message],
    ['a code that the catalogue does not have', message.replaceAll('HR2004', 'HR2999')],
    ['facts that are not those of the head', message.replace('"charge"', '"refund"')],
    ['facts that are no JSON', `${message}]`],
    ['facts of another shape', message.replace(/\n\[\[.*$/, '\n[["HR2004",null]]')],
    ['a text around it', `Unhandled: ${message}`],
  ])('stays as it is: %s', (_what, text) => {
    expect(problemsIn(text)).toBeUndefined();
  });
});
