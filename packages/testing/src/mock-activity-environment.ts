import { APPLIED } from '@handrail/common/guards';
import { judgeProblems, mirrorClass, misspeltOptions, resolvePolicy, showValue } from '@handrail/common/host';
import { HR5017, type Problem } from '@handrail/errors';
import * as sdk from '@temporalio/testing';
import { mockedPayloads } from './internal/mocked-payloads';

/**
 * The SDK's `MockActivityEnvironment`, which looks at what goes in and out of an activity as a worker would: values that could not
 * be sent are logged with their path (HR3001, HR3005). A misspelt field of `info` is refused (HR2012), and so is something else than a
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
    judgeProblems([...misspeltInfo(info), ...misspelt(options)], policy);
    const { interceptors = [], ...rest } = (options ?? {}) as sdk.MockActivityEnvironmentOptions;
    const watched = [mockedPayloads(policy), ...interceptors.filter((each) => !(APPLIED in each))];
    const environment = create(info, { ...rest, interceptors: watched }, ...others) as sdk.MockActivityEnvironment;
    const run = environment.run.bind(environment);
    environment.run = async (activity, ...args) => {
      if (typeof activity !== 'function') throw HR5017.error(factsOf(activity), { links: policy.links });
      return await run(activity, ...args);
    };
    return environment;
  },
);

const INFO = {
  names: Object.keys(sdk.defaultActivityInfo),
  perhaps: { workflowId: 'workflowExecution', runId: 'workflowExecution' },
};
const OPTIONS = { names: ['client', 'interceptors', 'logger', 'metricMeter'] };

function misspeltInfo(info: unknown): Problem[] {
  return misspeltOptions('The info of a MockActivityEnvironment', info, INFO);
}

function misspelt(options: unknown): Problem[] {
  return misspeltOptions('A MockActivityEnvironment', options, OPTIONS);
}

function factsOf(activity: unknown): Parameters<typeof HR5017.error>[0] {
  const value = showValue(activity);
  if (activity == null) return { value, kind: 'nothing' };
  if (typeof activity === 'string') return { value, kind: 'name' };
  if (typeof activity === 'object' && 'then' in activity) return { value: 'a promise', kind: 'promise' };
  return { value, kind: 'other' };
}
