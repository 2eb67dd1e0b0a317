import { optionSlips, readField } from '@handrail/common/host';
import { HR4033, HR4037, HR4038, type Problem } from '@handrail/errors';
import type { Call, Translator } from '../failure';
import { typeInWords } from '../type-in-words';

const MISSING = /^Missing \w+\.([\w.]+)/;
const MISSING_OF_ACTIVITY = /^(id|taskQueue|activityId|activityType) is required$/;
const BAD_WORKFLOW =
  /^Invalid workflow type: (?:expected either a string or a function, got '(\w+)'|the workflow function is (anonymous))/;

/** What the SDK itself throws before it sends anything. */
export const options: Translator = ({ error, call }) => {
  const { message } = error;
  const { operation } = call;
  const bad = BAD_WORKFLOW.exec(message);
  if (bad !== null) {
    const given = bad[2] === undefined ? (bad[1] ?? '') : 'a function without a name';
    return HR4038.problem({ operation, given });
  }
  if (/^Eager workflow start requires a NativeConnection/.test(message)) {
    return HR4033.problem({
      operation,
      what: 'requestEagerStart',
      by: 'the SDK',
      reason: message,
      remedy: 'give the client the NativeConnection of a worker in this process, or leave requestEagerStart out',
    });
  }
  if (!(error instanceof TypeError)) return undefined;
  if (call.misfit !== undefined) return HR4033.problem({ operation, ...call.misfit, by: 'the SDK', reason: message });
  if (call.missing !== undefined) return missingProblem(call, call.missing);
  const given = (call.options ?? {}) as Readonly<Record<string, unknown>>;
  const list = LISTS.find((name) => given[name] != null && !Array.isArray(given[name]));
  if (call.required !== undefined && list !== undefined) {
    return HR4033.problem({
      operation,
      what: list,
      by: 'the SDK',
      value: showType(given[list]),
      reason: message,
      remedy: `pass a list, also for a single argument: ${list}: [value]`,
    });
  }
  const missing =
    MISSING.exec(message)?.[1] ??
    (operation.startsWith('activity.') ? MISSING_OF_ACTIVITY.exec(message)?.[1] : undefined) ??
    (/^Cannot (?:destructure|read)/.test(message) ? missingObject(call) : undefined);
  return missing === undefined ? undefined : missingProblem(call, missing);
};

/** Words for options that are needed, which nothing reads. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  taskQueue: ['queue', 'taskQueueName'],
  workflowId: ['id'],
  scheduleId: ['id', 'name'],
  id: ['activityId', 'workflowId'],
  signal: ['signalName'],
  workflowType: ['workflow', 'workflowName'],
};

/** That an option is missing, and which of those that were given was meant to be it. */
function missingProblem({ operation, options: given }: Call, option: string): Problem {
  const path = option.split('.');
  const name = path.pop() ?? option;
  const fields = Object.keys(Object(path.reduce<unknown>((value, part) => readField(value, part), given)) as object);
  const field = optionSlips(fields, { names: [name] })[0]?.field ?? MEANT[name]?.find((word) => fields.includes(word));
  return HR4037.problem({
    operation,
    option,
    ...(field !== undefined && { remedy: `write ${option} instead of ${[...path, field].join('.')}` }),
  });
}

const LISTS = ['args', 'signalArgs', 'updateArgs'];

// Arguments are not shown: they may be secret.
function showType(value: unknown): string {
  return `(${typeInWords(value)})`;
}

// What JavaScript says then names a variable inside of the SDK; so what was given decides, not the words.
function missingObject({ options: given, required }: Call): string | undefined {
  if (required === undefined) return undefined;
  if (given === undefined) return 'its options';
  return required.find((name) => (given as Record<string, unknown>)[name] == null);
}
