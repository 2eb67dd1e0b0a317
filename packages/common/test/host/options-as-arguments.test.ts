import { expect, it } from 'vitest';
import { areOptions } from '../../src/host/options-as-arguments';

it('takes a lone { args: […] } for options', () => {
  expect(areOptions([{ args: [5] }])).toBe(true);
});

it.each<[string, readonly unknown[]]>([
  ['no argument', []],
  ['a value', [5]],
  ['nothing', [null]],
  ['a list', [['args']]],
  ['a second argument', [{ args: [5] }, 1]],
  ['another field', [{ args: [5], updateId: 'u1' }]],
  ['args that are no list', [{ args: 5 }]],
  [
    'a getter that throws',
    [
      {
        get args() {
          throw new Error('no');
        },
      },
    ],
  ],
])('takes %s for arguments', (_, args) => {
  expect(areOptions(args)).toBe(false);
});
