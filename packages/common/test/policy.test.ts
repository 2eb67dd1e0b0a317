import { codeOf, HandrailError } from '@handrail/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../src/default-policy';
import { definePolicy, type PolicyInput } from '../src/policy';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('definePolicy', () => {
  it('fills in a default for everything, so that no policy and an empty one are the same', () => {
    expect(definePolicy()).toEqual({
      mode: 'enforce',
      workflow: { runTimeout: 21 * day, shortestTimeout: day, startedElsewhere: 'warn' },
      activity: { startToCloseTimeout: minute, heartbeatFrom: 2 * hour },
      payload: { warnAbove: 131_072, refuseAbove: 2_097_152 },
      history: { continueAsNewAfter: { events: 10_000, bytes: 10_485_760 } },
      sla: { deadlineAttribute: 'SlaDeadline', breachAttribute: 'OutOfTimeSla' },
      links: { ui: 'http://localhost:8233', runbooks: {} },
    });
    expect(definePolicy({})).toEqual(definePolicy());
    expect(definePolicy({ workflow: {}, activity: {}, history: { continueAsNewAfter: {} } })).toEqual(definePolicy());
    expect(definePolicy()).toEqual(defaultPolicy);
  });

  it('reads durations and sizes into milliseconds and bytes', () => {
    const policy = definePolicy({
      mode: { baseline: 'handrail-baseline.json' },
      workflow: { runTimeout: '30 days', shortestTimeout: 3_600_000, startedElsewhere: 'enforce' },
      activity: {
        startToCloseTimeout: '2m',
        heartbeatFrom: '1.5 hours',
        retry: { initialInterval: '2 seconds', maximumInterval: '1 minute', nonRetryableErrorTypes: ['CardDeclined'] },
      },
      payload: { warnAbove: 1, refuseAbove: '4 MiB' },
      history: { continueAsNewAfter: { events: 5, bytes: '1 MiB' } },
      sla: { deadlineAttribute: 'Deadline' },
      links: {
        docs: 'https://docs.example/',
        ui: 'https://ui.example/x//',
        runbooks: { HR2004: 'https://wiki.example' },
      },
    });
    expect(policy).toEqual({
      mode: { baseline: 'handrail-baseline.json' },
      workflow: { runTimeout: 30 * day, shortestTimeout: hour, startedElsewhere: 'enforce' },
      activity: {
        startToCloseTimeout: 2 * minute,
        heartbeatFrom: 1.5 * hour,
        retry: { initialInterval: 2_000, maximumInterval: minute, nonRetryableErrorTypes: ['CardDeclined'] },
      },
      payload: { warnAbove: 1, refuseAbove: 4_194_304 },
      history: { continueAsNewAfter: { events: 5, bytes: 1_048_576 } },
      sla: { deadlineAttribute: 'Deadline', breachAttribute: 'OutOfTimeSla' },
      links: { docs: 'https://docs.example', ui: 'https://ui.example/x', runbooks: { HR2004: 'https://wiki.example' } },
    });
  });

  it('drops a maximum of Infinity attempts, which JSON would turn into null', () => {
    expect(definePolicy({ activity: { retry: { maximumAttempts: Infinity } } }).activity.retry).toEqual({});
  });

  it('freezes the policy, and nothing of what it was made from', () => {
    const retry = { nonRetryableErrorTypes: ['CardDeclined'] };
    const policy = definePolicy({ activity: { retry } });
    expect(() => Object.assign(policy.activity, { startToCloseTimeout: 1 })).toThrow(TypeError);
    expect(Object.isFrozen(policy.activity.retry?.nonRetryableErrorTypes)).toBe(true);
    expect(Object.isFrozen(retry.nonRetryableErrorTypes)).toBe(false);
  });

  it('lists every bad field with its value and what is wrong, in one error', () => {
    const input = {
      mode: 'loud',
      workflow: { runTimeout: '3 weekz', shortestTimeout: '-1s', startedElsewhere: 'ignore', runTimeOut: '5m' },
      activity: {
        startToCloseTimeout: 0,
        heartbeatFrom: Number.NaN,
        retry: {
          initialInterval: '1 minutes ',
          maximumInterval: 1e20,
          backoffCoefficient: 0.5,
          maximumAttempts: 0,
          nonRetryableErrorTypes: 'CardDeclined',
        },
      },
      payload: { warnAbove: '128 KB', refuseAbove: null },
      history: { continueAsNewAfter: { events: 1.5, bytes: -1 } },
      sla: { deadlineAttribute: '', breachAttribute: 'Out of time' },
      links: { docs: 'handrail.dev', ui: 'ftp://x', runbooks: { HR20: 'https://wiki.example', HR2004: '' } },
      polices: {},
    };
    const error = errorOf(input);
    expect(codeOf(error)).toBe('HR9001');
    expect(error.message.split('\n')[0]?.replaceAll('; ', ';\n')).toBe(
      [
        '[HR9001] The policy has 23 bad fields: polices is an object, which is not a field of the policy',
        `workflow.runTimeOut is '5m', which is not a field of the policy (did you mean runTimeout?)`,
        `activity.retry.initialInterval is '1 minutes ', which is not a duration (did you mean '1 minute'?)`,
        'activity.retry.maximumInterval is 100000000000000000000, which is over 100 years',
        'activity.retry.backoffCoefficient is 0.5, which is no number from 1 up',
        'activity.retry.maximumAttempts is 0, which is no positive whole number',
        `activity.retry.nonRetryableErrorTypes is 'CardDeclined', which is not an array`,
        `links.docs is 'handrail.dev', which is not an http or https address`,
        `mode is 'loud', which is none of 'enforce', 'warn', { baseline: 'file.json' }`,
        `workflow.runTimeout is '3 weekz', which is not a duration (did you mean '3 weeks'?)`,
        `workflow.shortestTimeout is '-1s', which is negative`,
        `workflow.startedElsewhere is 'ignore', which is none of 'warn', 'enforce'`,
        'activity.startToCloseTimeout is 0, which is zero',
        'activity.heartbeatFrom is NaN, which is not a number',
        `payload.warnAbove is '128 KB', which is not a size such as 131072 or '128 KiB'`,
        `payload.refuseAbove is null, which is not a size such as 131072 or '128 KiB'`,
        'history.continueAsNewAfter.events is 1.5, which is no positive whole number',
        `history.continueAsNewAfter.bytes is -1, which is not a size such as 131072 or '128 KiB'`,
        `sla.deadlineAttribute is '', which is not a search attribute name`,
        `sla.breachAttribute is 'Out of time', which is not a search attribute name`,
        `links.ui is 'ftp://x', which is not an http or https address`,
        `links.runbooks.HR20 is 'https://wiki.example', which is not under an error code such as HR2004`,
        `links.runbooks.HR2004 is '', which is not an http or https address.`,
      ].join(';\n'),
    );
  });

  it.each<[object, string]>([
    [
      { workflow: { runTimeout: '1 hour' } },
      'workflow.runTimeout is 1 hour, which is shorter than workflow.shortestTimeout',
    ],
    [
      { workflow: { shortestTimeout: '30 days' } },
      'workflow.runTimeout is 21 days, which is shorter than workflow.shortestTimeout',
    ],
    [
      { activity: { startToCloseTimeout: '2 hours' } },
      'activity.startToCloseTimeout is 2 hours, which is not shorter than activity.heartbeatFrom: the default itself would be refused for want of a heartbeat',
    ],
    [{ payload: { warnAbove: '3 MiB' } }, 'payload.warnAbove is 3145728, which is larger than payload.refuseAbove'],
    [
      { sla: { breachAttribute: 'SlaDeadline' } },
      `sla.breachAttribute is 'SlaDeadline', which is also the name of sla.deadlineAttribute`,
    ],
    [
      { activity: { retry: { maximumInterval: '500 ms' } } },
      `activity.retry.maximumInterval is '500 ms', which is under the initialInterval`,
    ],
    [
      { activity: { retry: { maximumAttempts: null } } },
      'activity.retry.maximumAttempts is null, which is no value',
    ],
    [
      { activity: { retry: { nonRetryableErrorTypes: ['A', 5] } } },
      'activity.retry.nonRetryableErrorTypes is 5, which is no error type name',
    ],
    [{ mode: {} }, 'mode.baseline is undefined, which is not the path of a baseline file'],
    [{ mode: { baseline: ' ' } }, `mode.baseline is ' ', which is not the path of a baseline file`],
    [{ mode: [] }, `mode is an array, which is none of 'enforce', 'warn', { baseline: 'file.json' }`],
    [{ mode: null }, `mode is null, which is none of 'enforce', 'warn', { baseline: 'file.json' }`],
    [{ workflow: null }, 'workflow is null, which is not an object'],
    [{ workflow: { runTimeout: null } }, 'workflow.runTimeout is null, which is not a duration'],
    [{ workflow: { runTimeout: { seconds: 5 } } }, 'workflow.runTimeout is an object, which is not a duration'],
    [{ links: { ui: 'http://local host:8233' } }, `links.ui is 'http://local host:8233', which is not an http or https address`],
    [{ links: { ui: 'http:' } }, `links.ui is 'http:', which is not an http or https address`],
    [{ links: { runbooks: { HR2004: undefined } } }, 'links.runbooks.HR2004 is null, which is not an http or https address'],
    [{ links: { runbooks: [] } }, 'links.runbooks is an array, which is not an object'],
  ])('refuses %j', (input, field) => {
    expect(errorOf(input).message.split('\n')[0]).toBe(`[HR9001] The policy has a bad field: ${field}.`);
  }); // prettier-ignore

  it.each<[unknown, string]>([
    [null, 'the policy is null, which is not an object'],
    ['enforce', `the policy is 'enforce', which is not an object`],
    [[], 'the policy is an array, which is not an object'],
  ])('refuses %j in the place of a policy', (input, field) => {
    expect(errorOf(input).message.split('\n')[0]).toBe(`[HR9001] The policy has a bad field: ${field}.`);
  });

  it('says which field cannot be read, and lists the others all the same', () => {
    const error = errorOf({
      get mode(): string {
        throw new Error('settings are not loaded');
      },
      payload: { warnAbove: 0 },
    });
    expect(error.message.split('\n')[0]).toBe(
      "[HR9001] The policy has 2 bad fields: mode is undefined, which cannot be read: settings are not loaded; payload.warnAbove is 0, which is not a size such as 131072 or '128 KiB'.",
    );
  });

  it('reads each getter once', () => {
    let reads = 0;
    const activity = {
      get startToCloseTimeout() {
        reads += 1;
        return reads * minute;
      },
    };
    expect(definePolicy({ activity }).activity.startToCloseTimeout).toBe(minute);
    expect(reads).toBe(1);
  });

  it('says how to mend it', () => {
    expect(errorOf({ mode: 'loud' }).fix).toBe(
      'correct mode in definePolicy({ … }); a field left out has a safe default.',
    );
  });

  const duration = (min: number, max: number) =>
    fc.oneof(
      fc.integer({ min, max }),
      fc.integer({ min: Math.ceil(min / minute), max: Math.floor(max / minute) }).map((n) => `${n} minutes` as const),
    );
  const good: fc.Arbitrary<PolicyInput> = fc.record(
    {
      mode: fc.constantFrom('warn' as const, 'enforce' as const, { baseline: 'b.json' }),
      workflow: fc.record(
        {
          runTimeout: duration(20 * day, 90 * day),
          shortestTimeout: duration(1, 19 * day),
          startedElsewhere: fc.constantFrom('warn' as const, 'enforce' as const),
        },
        { requiredKeys: [] },
      ),
      activity: fc.record(
        {
          startToCloseTimeout: duration(1, hour - 1),
          heartbeatFrom: duration(hour, day),
          retry: fc.record(
            {
              initialInterval: fc.integer({ min: 1, max: 1_000 }),
              maximumInterval: duration(minute, hour),
              backoffCoefficient: fc.integer({ min: 1, max: 9 }),
              maximumAttempts: fc.integer({ min: 1, max: 99 }),
              nonRetryableErrorTypes: fc.array(fc.string(), { maxLength: 3 }),
            },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );

  it('is idempotent: a policy is a policy already, and its JSON makes the same one', () => {
    fc.assert(
      fc.property(good, (input) => {
        const policy = definePolicy(input);
        expect(definePolicy(policy)).toBe(policy);
        expect(definePolicy(JSON.parse(JSON.stringify(policy)) as PolicyInput)).toEqual(policy);
      }),
    );
  });

  const leaves = [
    'mode',
    'workflow.runTimeout',
    'workflow.shortestTimeout',
    'workflow.startedElsewhere',
    'activity.startToCloseTimeout',
    'activity.heartbeatFrom',
    'activity.retry.initialInterval',
    'activity.retry.backoffCoefficient',
    'activity.retry.maximumAttempts',
    'payload.warnAbove',
    'payload.refuseAbove',
    'history.continueAsNewAfter.events',
    'history.continueAsNewAfter.bytes',
    'sla.deadlineAttribute',
    'sla.breachAttribute',
    'links.docs',
    'links.ui',
    'links.runbooks.HR2004',
  ];

  it('names every field that is bad, and no other, whichever they are', () => {
    const bad = fc.constantFrom<unknown>('', '!', -1, null, true, [], Number.NaN, 10n);
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.constantFrom(...leaves), bad), { minLength: 1, selector: ([path]) => path }), (fields) => {
        const input = {};
        for (const [path, value] of fields) set(input, path.split('.'), value);
        const listed = [...(errorOf(input).message.split('\n')[0] ?? '').matchAll(/[:;] ([\w.]+) is /g)];
        expect(listed.map(([, path]) => path).sort()).toEqual(fields.map(([path]) => path).sort());
      }),
      { numRuns: 500 },
    );
  }); // prettier-ignore

  it('never fails with anything but the coded error', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
    const section = fc.constantFrom('mode', 'workflow', 'activity', 'payload', 'history', 'sla', 'links', 'x');
    fc.assert(
      fc.property(fc.oneof(anything, fc.dictionary(section, anything)), (input) => {
        try {
          definePolicy(input as PolicyInput);
        } catch (error) {
          expect(HandrailError.isInstance(error) && error.code).toBe('HR9001');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

function errorOf(input: unknown): HandrailError {
  try {
    definePolicy(input as PolicyInput);
  } catch (error) {
    if (HandrailError.isInstance(error)) return error;
    throw error;
  }
  throw new Error(`taken for a policy: ${JSON.stringify(input)}`);
}

function set(target: Record<string, unknown>, [head = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[head] = value;
  else set((target[head] ??= {}) as Record<string, unknown>, rest, value);
}
