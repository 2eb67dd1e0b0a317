/**
 * `expect(report).toBeIdempotent()` and `describeIdempotency` for vitest.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { type IdempotencyReport, idempotencySuite, type IdempotencySpecifications } from './idempotency.js';

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- declared so by vitest
  interface Matchers<T = any> {
    /** Passes for the report of an activity that was shown to be idempotent; fails with the report's picture. */
    toBeIdempotent(): void;
  }
}

expect.extend({
  toBeIdempotent(received: unknown) {
    const report = received as Partial<IdempotencyReport> | null;
    if (typeof report?.verdict !== 'string' || typeof report.isIdempotent !== 'boolean')
      return {
        pass: false,
        message: () =>
          received instanceof Promise
            ? 'toBeIdempotent() expects a report, not the promise of one: expect(await checkIdempotency(…)).toBeIdempotent()'
            : `toBeIdempotent() expects what checkIdempotency() gives, not ${this.utils.stringify(received)}`,
      };
    return {
      pass: report.isIdempotent,
      message: () =>
        report.isIdempotent === true
          ? `activity "${report.activity}" was expected not to be idempotent, but is`
          : String(report),
    };
  },
});

/** So long a check may take: its own budget, and some more. */
const TIMEOUT_MILLISECONDS = 90_000;

/**
 * One test per activity: fails for one that is not idempotent, for one without a specification, and for a specification
 * without an activity. `{ exempt: 'why' }` leaves one out.
 *
 * @example
 * ```ts
 * import { memoryWorld } from '@handrail/testing';
 * import { describeIdempotency } from '@handrail/testing/vitest';
 *
 * const bank = {
 *   transfers: new Map<string, number>(),
 *   async transfer(key: string, cents: number) {
 *     if (!this.transfers.has(key)) this.transfers.set(key, cents);
 *   },
 * };
 * const activities = { charge: async (key: string, cents: number) => bank.transfer(key, cents) };
 *
 * describeIdempotency(activities, {
 *   charge: { args: ['k1', 500], distinct: ['k2', 500], world: memoryWorld(bank) },
 * });
 * ```
 */
export function describeIdempotency<A extends object>(
  activities: A,
  specifications: IdempotencySpecifications<A>,
): void {
  // Not within: the callback runs later, when the test file no longer stands on the stack.
  const suite = idempotencySuite(activities, specifications);
  describe('idempotency', () => {
    for (const { name, run } of suite) {
      it(name, { timeout: TIMEOUT_MILLISECONDS }, async () => {
        await run();
      });
    }
  });
}
