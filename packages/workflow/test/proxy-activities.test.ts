import { expect, it } from 'vitest';
import * as sdk from '@temporalio/workflow';
import { proxyActivities, proxyLocalActivities } from '../src/proxy-activities';

it.each([['5 minutes'], [['5 minutes']], [300_000], [null]])(
  "leaves %j, which is no options at all, to the SDK's own error",
  (given) => {
    const text = textOf(() => sdk.proxyActivities(given as never));
    expect(text).not.toBe('');
    expect(textOf(() => proxyActivities(given as never))).toBe(text);
    expect(textOf(() => proxyLocalActivities(given as never))).toBe(
      textOf(() => sdk.proxyLocalActivities(given as never)),
    );
  },
);

it('gives the default timeout to options that set none, and to none', () => {
  expect(textOf(() => proxyActivities())).toBe('');
  expect(textOf(() => proxyActivities({}))).toBe('');
  expect(textOf(() => proxyLocalActivities({ retry: { maximumAttempts: 3 } }))).toBe('');
});

function textOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return String(error);
  }
}
