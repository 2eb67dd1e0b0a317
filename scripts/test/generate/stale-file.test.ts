import { expect, it } from 'vitest';
import { describeStaleFile } from '../../generate/stale-file.mjs';

it('says nothing of a file that is as it should be, or not there as it should not be', () => {
  expect(describeStaleFile('a.ts', 'same\n', 'same\n')).toBeUndefined();
  expect(describeStaleFile('a.ts', undefined, undefined)).toBeUndefined();
});

it('names the first line that differs, as it is and as it should be', () => {
  expect(describeStaleFile('src/index.ts', 'one\nold\n', 'one\nnew\n')).toBe(
    '  src/index.ts:2\n    is:        old\n    should be: new',
  );
});

it('points behind the last line where something stands there that should not', () => {
  expect(describeStaleFile('src/index.ts', 'one\ntwo', 'one')).toBe(
    '  src/index.ts:2\n    is:        two\n    should be: (end of file)',
  );
});

it('names a file that is missing, and one that nothing generates any more', () => {
  expect(describeStaleFile('src/new.ts', undefined, 'new')).toBe('  src/new.ts: is missing');
  expect(describeStaleFile('src/old.ts', 'old', undefined)).toBe('  src/old.ts: must not exist');
});
