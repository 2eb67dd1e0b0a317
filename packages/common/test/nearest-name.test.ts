import { expect, it } from 'vitest';
import { nearestName } from '../src/nearest-name';

const known = ['startToCloseTimeout', 'retry', 'waive'];

it.each([
  ['startToCloseTimout', 'startToCloseTimeout'],
  ['startTocloseTimeouts', 'startToCloseTimeout'],
  ['retrys', 'retry'],
  ['waiver', 'waive'],
  ['Retry', 'retry'],
  ['rerty', 'retry'],
  ['wavie', 'waive'],
  ['satrtToCloesTimeout', 'startToCloseTimeout'],
])('takes %s for a slip of %s', (name, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

it.each(['wait', 'retries', 'timeout', 're', '', 'startTimeout', 'x'.repeat(100)])(
  'takes %s for a word of its own',
  (name) => {
    expect(nearestName(name, known)).toBeUndefined();
  },
);
