import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineBudget } from '../src/baseline';
import { defaultPolicy } from '../src/default-policy';
import { noScheduleToStart } from '../src/guards/activity-timeouts';
import { ALL_KINDS } from '../src/guards/call-kinds';
import { type Guard, type GuardedCall } from '../src/guards/guard';
import { callSiteKey, inspectCall } from '../src/inspect-call';

const call: GuardedCall = {
  kind: 'activity',
  name: 'charge',
  where: 'order/charge',
  options: {
    scheduleToStartTimeout: '5 minutes',
    startToCloseTimeout: '3 hours',
    retry: { maximumAttempts: 1 },
    waive: { HR2004: 'a mainframe' },
  },
};

describe('inspectCall', () => {
  it('sorts what it finds into refused, warned and waived', () => {
    const verdict = inspectCall(call, defaultPolicy, { mode: 'enforce' });
    expect(verdict.refused.map(({ code }) => code)).toEqual(['HR2001']);
    expect(verdict.warned.map(({ code }) => code)).toEqual(['HR2008']);
    expect(verdict.waived).toMatchObject([{ problem: { code: 'HR2004' }, reason: 'a mainframe' }]);
  });

  it('refuses nothing in mode warn', () => {
    const verdict = inspectCall(call, defaultPolicy, { mode: 'warn' });
    expect(verdict.refused).toEqual([]);
    expect(verdict.warned.map(({ code }) => code)).toEqual(['HR2001', 'HR2008']);
  });

  it('only warns of what is softened', () => {
    const verdict = inspectCall(call, defaultPolicy, { mode: 'enforce', soften: ['HR2001'] });
    expect(verdict.refused).toEqual([]);
  });

  it('only warns of what a baseline tolerates, as often as it says', () => {
    const budget = baselineBudget([{ code: 'HR2001', where: 'order/charge', count: 1 }]);
    const refusals = (scheduleToStartTimeout: string) =>
      inspectCall({ ...call, options: { scheduleToStartTimeout } }, defaultPolicy, {
        mode: 'enforce',
        tolerates: (problem, { where }) => budget.tolerates(problem.code, where, callSiteKey(problem, { where })),
      }).refused.length;
    expect([refusals('5m'), refusals('5m'), refusals('6m'), refusals('5m')]).toEqual([0, 0, 1, 0]);
  });

  it('leaves options that a door has read already as they are', () => {
    const unreadable = [{ field: 'taskQueue', error: 'no' }];
    const verdict = inspectCall({ ...call, options: {}, unreadable }, defaultPolicy, { mode: 'enforce' });
    expect(verdict.refused.map(({ head }) => head)).toEqual([
      'Activity "charge" has an option taskQueue whose getter throws: no',
    ]);
  });

  it('lets a call pass where a guard itself fails, and reports that beside what the other guards found', () => {
    const broken: Guard = {
      name: 'HR2004',
      kinds: ['activity'],
      check: () => {
        throw new TypeError('x is not a function');
      },
    };
    const verdict = inspectCall(call, defaultPolicy, { mode: 'enforce' }, [broken, noScheduleToStart]);
    expect(verdict.refused.map(({ code }) => code)).toEqual(['HR2001']);
    expect(verdict.warned.map(({ head }) => head)).toEqual([
      'Activity "charge" was not checked for HR2004: the guard itself failed: x is not a function',
    ]);
  });

  it('takes frozen options, and options without a prototype', () => {
    const options = Object.freeze(Object.assign(Object.create(null) as object, call.options)) as GuardedCall['options'];
    expect(inspectCall({ ...call, options }, defaultPolicy, { mode: 'enforce' }).refused).toHaveLength(1);
  });

  const optionName = fc.constantFrom(
    'startToCloseTimeout',
    'heartbeatTimeout',
    'scheduleToStartTimeout',
    'workflowRunTimeout',
    'startDelay',
    'retry',
    'waive',
    'lifetime',
    'waiver',
    'taskQueue',
  );
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withDate: true });
  // The generator itself would trip over an object that throws, so it makes a stand-in.
  const thrower = fc.constant('an object that throws');
  const nested = fc.dictionary(
    fc.constantFrom('initialInterval', 'maximumAttempts', 'nonRetryableErrorTypes', 'HR2001', 'HR9999'),
    fc.oneof(anything, thrower),
  );

  it('never throws, whatever the options, and neither do its verdicts when they are used', () => {
    const options = fc.oneof(anything, thrower, fc.dictionary(optionName, fc.oneof(anything, nested, thrower)));
    fc.assert(
      fc.property(fc.constantFrom(...ALL_KINDS), options, (kind, value) => {
        const made = { ...call, kind, options: withThrowers(value) as GuardedCall['options'] };
        const { refused, warned } = inspectCall(made, defaultPolicy, { mode: 'enforce' });
        for (const problem of [...refused, ...warned]) {
          expect(problem.head).not.toMatch(/\[object|undefined, which|\n/);
          expect(callSiteKey(problem, made)).toContain(problem.code);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new Error('get');
    },
    has: () => {
      throw new Error('has');
    },
    ownKeys: () => {
      throw new Error('keys');
    },
  },
);

function withThrowers(value: unknown, depth = 2): unknown {
  if (value === 'an object that throws') return throwing;
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withThrowers(member, depth - 1)]));
}
