import { HR2010 } from '@handrail/errors';
import { faultOfDuration } from '../options/duration.js';
import { ALL_KINDS, type CallKind } from '../options/guarded-calls.js';
import { createOptionsRule, type Finding } from '../options/options-rule.js';
import { objectOf, setOption, showOption } from '../options/read-option.js';
import type { FoldedObject } from '../options/fold.js';
import type { SourceCode } from '../syntax/nodes.js';

type Facts = Parameters<typeof HR2010.problem>[0];

export const validDurations = createOptionsRule<Facts, object>({
  name: 'valid-durations',
  demands: 'Durations can be read, and are positive where nothing else makes sense.',
  config: 'recommended',
  error: HR2010,
  isRefusedBySdk: true,
  kinds: ALL_KINDS,
  settings: {},
  find: ({ kind, options }, _settings, sourceCode) => {
    const [timeouts, delays] = kind === 'timer' ? [[], ['duration']] : /activity/i.test(kind) ? ACTIVITY : WORKFLOW;
    const retry = objectOf(setOption(options, 'retry'));
    return [
      ...faultsIn(options, timeouts, kind, false, sourceCode),
      ...faultsIn(options, delays, kind, true, sourceCode),
      ...(retry ? faultsIn(retry, RETRY, kind, false, sourceCode, 'retry.') : []),
    ];
  },
});

const ACTIVITY = [
  ['startToCloseTimeout', 'scheduleToCloseTimeout', 'scheduleToStartTimeout', 'heartbeatTimeout'],
  ['localRetryThreshold', 'startDelay'],
] as const;
const WORKFLOW = [
  ['workflowExecutionTimeout', 'workflowRunTimeout', 'workflowTaskTimeout'],
  ['startDelay', 'backoffStartInterval'],
] as const;
const RETRY = ['initialInterval', 'maximumInterval'];

function faultsIn(
  options: FoldedObject,
  fields: readonly string[],
  kind: CallKind,
  zero: boolean,
  sourceCode: SourceCode,
  prefix = '',
): Finding<Facts>[] {
  return fields.flatMap((field) => {
    const at = setOption(options, field);
    if (at === undefined || at.value.kind !== 'value') return [];
    // `sleep(deadline - Date.now())` is how one waits for a point in time, past or not.
    const reason = faultOfDuration(at.value.value, { zero, negative: kind === 'timer' });
    return reason === undefined
      ? []
      : [{ at, facts: { field: prefix + field, value: showOption(at, sourceCode), reason } }];
  });
}
