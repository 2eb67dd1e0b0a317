import type { EffectivePolicy } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import {
  badValue,
  explainActivityError,
  judgeProblems,
  logWarning,
  mirrorClass,
  misspeltOptions,
  nearestName,
  noOptions,
  readField,
  resolvePolicy,
  showValue,
} from '@handrail/common/host';
import { codeOf, enrich, HR4037, HR5017, type Problem } from '@handrail/errors';
import { CompleteAsyncError } from '@temporalio/activity';
import * as sdk from '@temporalio/testing';
import { mockedPayloads } from './internal/mocked-payloads';

/**
 * The SDK's `MockActivityEnvironment`, which looks at what goes in and out of an activity as a worker would: values that could not
 * be sent are logged with their path (HR3001, HR3005), and what the activity throws is explained. A misspelt field of `info` is refused (HR2012), and so is something else than a
 * function (HR5017).
 *
 * It is the same class to `instanceof`, and can be extended.
 */
export type MockActivityEnvironment = sdk.MockActivityEnvironment;
export const MockActivityEnvironment: typeof sdk.MockActivityEnvironment = mirrorClass(
  sdk.MockActivityEnvironment,
  {},
  (create, [info, options, ...others]) => {
    const policy = resolvePolicy();
    judgeProblems(
      [
        ...noOptions(SUBJECT, info, INFO_FORM),
        ...noOptions(SUBJECT, options, 'pass { client, interceptors, logger } behind the info'),
        ...misspeltInfo(info),
        ...badInfo(info),
        ...misspelt(options),
        ...badInterceptors(options),
      ],
      policy,
    );
    const { interceptors: given, ...rest } = (options ?? {}) as sdk.MockActivityEnvironmentOptions;
    const interceptors = Array.isArray(given) ? given : [];
    const watched = [mockedPayloads(policy), ...interceptors.filter((each) => !(APPLIED in each))];
    const environment = create(info, { ...rest, interceptors: watched }, ...others) as sdk.MockActivityEnvironment;
    checkEvents(environment, policy);
    const run = environment.run.bind(environment);
    environment.run = async (activity, ...args) => {
      if (typeof activity !== 'function') throw HR5017.error(factsOf(activity), { links: policy.links });
      try {
        return await run(activity, ...args);
      } catch (error) {
        throw explain(explainMissingClient(error, policy), activity, environment, policy);
      }
    };
    return environment;
  },
);

const SUBJECT = 'A MockActivityEnvironment';
const INFO_FORM =
  "pass what Context.current().info shall be, { activityType: 'charge', attempt: 2 }; the activity itself goes to run";
const OPTIONS = { names: ['client', 'interceptors', 'logger', 'metricMeter'] };

const INFO = {
  names: Object.keys(sdk.defaultActivityInfo),
  // They stand in the second argument.
  meant: Object.fromEntries(OPTIONS.names.map((name) => [name, `${name} of the second argument`])),
  perhaps: { workflowId: 'workflowExecution', runId: 'workflowExecution' },
};

function misspeltInfo(info: unknown): Problem[] {
  return misspeltOptions('The info of a MockActivityEnvironment', info, INFO);
}

/** What an activity would find in its info of another type than a worker gives it. */
function badInfo(info: unknown): Problem[] {
  return Object.entries(sdk.defaultActivityInfo).flatMap(([field, usual]: [string, unknown]) => {
    const value = readField(info, field);
    if (value == null || !['string', 'number'].includes(typeof usual) || typeof value === typeof usual) return [];
    const reason = `is no ${typeof usual === 'string' ? 'text' : 'number'}, as a worker gives it`;
    return [badValue('The info of a MockActivityEnvironment', field, value, reason)];
  });
}

function badInterceptors(options: unknown): Problem[] {
  const given = readField(options, 'interceptors');
  if (given == null || Array.isArray(given)) return [];
  return [badValue(SUBJECT, 'interceptors', given, 'is not a list: pass [(context) => ({ inbound })]')];
}

function misspelt(options: unknown): Problem[] {
  return misspeltOptions(SUBJECT, options, OPTIONS);
}

const EVENTS = ['heartbeat', 'newListener', 'removeListener', 'error'];

/** Refuses to listen (HR2014) to what is only nearly the name of an event. */
function checkEvents(environment: sdk.MockActivityEnvironment, policy: EffectivePolicy): void {
  for (const method of ['on', 'once', 'addListener'] as const) {
    const own = environment[method].bind(environment);
    environment[method] = (event, ...listener) => {
      const meant = typeof event === 'string' && !EVENTS.includes(event) ? nearestName(event, EVENTS) : undefined;
      if (meant !== undefined) {
        const reason = `never happens: did you mean '${meant}'?`;
        judgeProblems([badValue(`${method} of a MockActivityEnvironment`, 'event', event, reason)], policy);
      }
      return own(event, ...listener);
    };
  }
}

/** As a worker would, in place: what is no error reaches the test as it was thrown, and is only told. */
function explain(
  thrown: unknown,
  activity: unknown,
  { context }: sdk.MockActivityEnvironment,
  { links }: EffectivePolicy,
): unknown {
  if (thrown instanceof CompleteAsyncError) return thrown;
  const { activityType } = context.info;
  const name = (activity as { readonly name?: unknown }).name;
  const type = activityType === 'unknown' && typeof name === 'string' && name !== '' ? name : activityType;
  const explained = explainActivityError(thrown, {
    subject: `Activity "${type}"`,
    activityType: type,
    activity,
    isStopped: context.cancellationSignal.aborted,
    context: { links },
  });
  const code = explained === thrown ? undefined : codeOf(explained);
  if (code !== undefined) logWarning((explained as Error).message.replace(/^[^[]*\n(?=\[HR)/, ''), { code });
  return thrown;
}

function explainMissingClient(error: unknown, { links }: EffectivePolicy): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('No Client available.')) return error;
  const facts = { operation: 'getClient in a MockActivityEnvironment', option: 'client' };
  const remedy = 'make it with one: new MockActivityEnvironment({}, { client })';
  return enrich(error, HR4037.problem({ ...facts, remedy }), { links });
}

function factsOf(activity: unknown): Parameters<typeof HR5017.error>[0] {
  const value = showValue(activity);
  if (activity == null) return { value, kind: 'nothing' };
  if (typeof activity === 'string') return { value, kind: 'name' };
  if (typeof activity === 'object' && 'then' in activity) return { value: 'a promise', kind: 'promise' };
  return { value, kind: 'other' };
}
