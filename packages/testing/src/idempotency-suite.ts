import { nearestName } from '@handrail/common/host';
import { HR6010, HR6011 } from '@handrail/errors';
import { checkFor } from './check-idempotency';
import type { IdempotencyOptions } from './idempotency-options';
import type { IdempotencyReport } from './idempotency-report';
import { rememberCheck } from './internal/idempotency/checked-activities';
import { methodNames } from './internal/idempotency/read-options';

/** How one activity is checked: the options of its check, or why it needs none. */
export type IdempotencySpecification<Args extends readonly unknown[] = readonly unknown[]> =
  IdempotencyOptions<Args> | { readonly exempt: string };

/** A specification for each activity of an object, its calls with the arguments that the activity declares. */
export type IdempotencySpecifications<A extends object> = {
  readonly [Name in Extract<keyof A, string>]?: A[Name] extends (...args: infer Args) => unknown
    ? IdempotencySpecification<Readonly<Args>>
    : IdempotencySpecification;
};

/** One test of a suite: a name, and what it does. */
export interface IdempotencyTest {
  readonly name: string;
  /** Runs the check and throws with the whole report unless the activity is idempotent. */
  readonly run: () => Promise<IdempotencyReport | undefined>;
}

/**
 * Makes one test per activity of an object, for whatever runs tests. An activity without a specification fails, and so does a
 * specification for an activity that does not exist.
 *
 * @example
 * ```ts
 * import { test } from 'node:test';
 * import { idempotencySuite, memoryWorld } from '@handrail/testing';
 *
 * const mail = { sent: [] as string[], async send(to: string) { this.sent.push(to); } };
 * const activities = { notify: async (to: string) => mail.send(to), now: async () => Date.now() };
 * const suite = idempotencySuite(activities, {
 *   notify: { args: ['ann'], distinct: ['bob'], world: memoryWorld(mail) },
 *   now: { exempt: 'it only reads the clock' },
 * });
 * for (const { name, run } of suite) test(name, async () => void (await run()));
 * ```
 */
export function idempotencySuite<A extends object>(
  activities: A,
  specifications: IdempotencySpecifications<A>,
): IdempotencyTest[] {
  // Taken now: when a test runs, nothing of its file stands on the stack any more.
  const { stack = '' } = new Error();
  const given = specifications as Readonly<Record<string, IdempotencySpecification | undefined>>;
  const names = methodNames(activities);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  return [
    ...names.map((name) => testOf(activities, name, given[name], stack)),
    ...unknown.map((name) => ({
      name,
      run: () => Promise.reject(strayOf(name, names)),
    })),
  ];
}

function strayOf(specification: string, activities: readonly string[]): Error {
  const nearest = nearestName(specification, activities);
  return HR6010.error({ specification, activities, ...(nearest !== undefined && { nearest }) });
}

function testOf(
  activities: object,
  name: string,
  specification: IdempotencySpecification | undefined,
  stack: string,
): IdempotencyTest {
  if (specification === undefined) return { name, run: () => Promise.reject(HR6011.error({ activity: name })) };
  if ('exempt' in specification) {
    const { exempt } = specification;
    return {
      name: `${name} (exempt)`,
      run: async () => {
        if (typeof exempt !== 'string' || exempt.trim() === '')
          throw HR6010.error({
            option: `${name}.exempt`,
            value: JSON.stringify(exempt),
            expected: 'the reason why it needs no check',
          });
        rememberCheck(name, { exempt });
        return undefined;
      },
    };
  }
  const test = `${name} is idempotent`;
  return {
    name: test,
    run: async () => {
      const report = await checkFor({ activities, name }, specification, { stack, test });
      if (!report.isIdempotent) throw new NotIdempotentError(report);
      return report;
    },
  };
}

/** An activity that was not shown to be idempotent; the message is the report. */
export class NotIdempotentError extends Error {
  constructor(readonly report: IdempotencyReport) {
    super(String(report));
    this.name = 'NotIdempotentError';
    // The place of the throw is in this file and tells nobody anything.
    this.stack = `${this.name}: ${this.message}`;
  }
}
