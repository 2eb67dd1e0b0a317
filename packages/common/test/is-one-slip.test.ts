import { expect, it } from 'vitest';
import { isOneSlip } from '../src/is-one-slip';

it.each([
  ['retry', 'one and the same'],
  ['Retry', 'of another case'],
  ['retrys', 'a letter too many'],
  ['reetry', 'a letter twice'],
  ['rety', 'a letter too few'],
  ['retri', 'a wrong letter'],
  ['xetry', 'a wrong first letter'],
  ['rtery', 'two letters that changed places'],
  ['retyr', 'the last two'],
])('takes %s for "retry": %s', (word) => {
  expect(isOneSlip(word, 'retry')).toBe(true);
});

it.each(['retries', 'entry', 'try', '', 'r', 'rrttyy', 'yrter'])('takes %j for another word', (word) => {
  expect(isOneSlip(word, 'retry')).toBe(false);
});
