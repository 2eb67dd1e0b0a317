import { nearestName, readField, showValue } from '@handrail/common/host';
import { HR4033 } from '@handrail/errors';
import {
  QueryRejectCondition,
  ScheduleOverlapPolicy,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowUpdateStage,
} from '@temporalio/client';
import type { Call, Failure, Translator } from '../failure';
import { causes } from '../grpc-error';

type Refusal = Pick<Parameters<typeof HR4033.problem>[0], 'what' | 'value' | 'remedy'>;

/** The options that take one of a few texts. */
const CONSTANTS: Readonly<Record<string, object>> = {
  workflowIdReusePolicy: WorkflowIdReusePolicy,
  workflowIdConflictPolicy: WorkflowIdConflictPolicy,
  waitForStage: WorkflowUpdateStage,
  queryRejectCondition: QueryRejectCondition,
  overlap: ScheduleOverlapPolicy,
};

const PAIRS = 'pass a list of pairs: [{ key: defineSearchAttributeKey(…), value: … }]';

const KNOWN: readonly (readonly [text: RegExp, refusal: (match: RegExpExecArray, call: Call) => Refusal])[] = [
  [/^Invalid enum value: '(.*)'$/s, ([, value = ''], { options }) => constantOf(value, options)],
  [
    /^SearchAttribute value must be an array/,
    (_, { options }) => ({
      what: `searchAttributes${bareAttribute(options)}`,
      remedy:
        "pass an object with a list for each attribute: { OrderState: ['new'] }, or typedSearchAttributes, which need none",
    }),
  ],
  [
    /^typedSearchAttributes\.getAll is not a function|^searchAttributes must be/,
    () => ({
      what: 'typedSearchAttributes',
      remedy: PAIRS,
    }),
  ],
  [
    /^Invalid search attribute value .* for given type (\w+)$/s,
    ([message, type = ''], { options }) => ({
      what: `typedSearchAttributes${attributeOf(message, type, options)}`,
      remedy:
        type in VALUES_OF
          ? `pass ${VALUES_OF[type] ?? ''} for a key of type ${type}`
          : 'give the key one of the types of SearchAttributeType: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD)',
    }),
  ],
  [
    /^priorityKey must/,
    ({ input }, { options }) => {
      const { priority } = (options ?? {}) as { readonly priority?: { readonly priorityKey?: unknown } };
      const value = priority?.priorityKey;
      return {
        what: input.split(' ', 1)[0] ?? '',
        ...(value !== undefined && { value: showValue(value) }),
        remedy: 'pass a whole number from 1 (first) to 5 (last) as priority.priorityKey',
      };
    },
  ],
  [
    /^Cannot read properties of undefined \(reading 'deploymentName'\)/,
    () => ({
      what: 'versioningOverride',
      remedy: "pass 'AUTO_UPGRADE', or { pinnedTo: { deploymentName, buildId } }",
    }),
  ],
  [
    /^date\.getTime is not a function/,
    () => ({ what: 'a time that is no Date', remedy: "pass a Date: new Date('2026-01-31T09:00:00Z')" }),
  ],
  [
    /deadline must be a number or Date/,
    () => ({
      what: 'the deadline of withDeadline',
      remedy: 'pass a point in time, a Date or milliseconds since 1970: Date.now() + 5_000',
    }),
  ],
  [
    /^driverSelector is not a function|^externalStorage\b/,
    () => ({
      what: 'dataConverter.externalStorage',
      remedy: 'pass an instance: new ExternalStorage({ drivers: [driver] }) of @handrail/common',
    }),
  ],
  [
    /(?:missing task queue name|TaskQueue is not set)/i,
    (_, { options }) => {
      const { taskQueue } = (options ?? {}) as { readonly taskQueue?: unknown };
      return {
        what: 'the task queue',
        ...(taskQueue !== undefined && { value: showValue(taskQueue) }),
        remedy: 'pass the name of the queue that your worker polls, as a text',
      };
    },
  ],
];

/** The first attribute without a list, by its name. */
function bareAttribute(options: object | undefined): string {
  const given = Object(readField(options, 'searchAttributes')) as object;
  const name = Object.keys(given).find((each) => !Array.isArray(readField(given, each)));
  return name === undefined ? '' : `['${name}']`;
}

/** The first attribute of this type whose value the SDK's words show. */
function attributeOf(message: string, type: string, options: object | undefined): string {
  const given: unknown = readField(options, 'typedSearchAttributes');
  const pair = (Array.isArray(given) ? (given as readonly unknown[]) : []).find((each) => {
    const [key, value] = [readField(each, 'key'), readField(each, 'value')];
    return readField(key, 'type') === type && message.includes(` ${String(value)} for given type `);
  });
  const name = readField(readField(pair, 'key'), 'name');
  return typeof name === 'string' ? `['${name}']` : '';
}

/** What a search attribute of a type takes. */
const VALUES_OF: Readonly<Record<string, string>> = {
  TEXT: 'a text',
  KEYWORD: 'a text',
  INT: 'a whole number',
  DOUBLE: 'a number',
  BOOL: 'true or false',
  DATETIME: 'a Date (new Date(text))',
  KEYWORD_LIST: 'a list of texts',
};

const NO_IDS = /^(WorkflowId|ActivityId) is not set on request/;

/** Values that the SDK itself fails on, in the words of its inner parts. */
export const refusedBySdk: Translator = (failure) => {
  const { error, call } = failure;
  const { operation } = call;
  const pair = pairWithoutKey(call.options);
  if (pair !== -1 && /reading 'name'/.test(error.message)) {
    const facts = { operation, what: `typedSearchAttributes[${pair}], which has no key`, remedy: PAIRS };
    return HR4033.problem({ ...facts, by: 'the SDK', reason: error.message });
  }
  if (operation.startsWith('activity.') && isWithoutIds(failure)) {
    return HR4033.problem({
      operation,
      what: 'what says which activity it is',
      by: 'the SDK',
      reason: error.message,
      remedy:
        "pass the activity's task token, a Uint8Array (a base64 text becomes one by Buffer.from(text, 'base64')), or { workflowId, activityId }",
    });
  }
  for (const { message } of causes(error)) {
    for (const [text, refusal] of KNOWN) {
      const match = text.exec(message);
      if (match !== null) return HR4033.problem({ operation, ...refusal(match, call), by: 'the SDK', reason: message });
    }
  }
  return undefined;
};

/** The first of the typed search attributes in these options that is no pair; -1 for none. */
function pairWithoutKey(options: object | undefined): number {
  const { typedSearchAttributes: given } = Object(options) as { readonly typedSearchAttributes?: unknown };
  return Array.isArray(given) ? given.findIndex((pair) => readField(readField(pair, 'key'), 'name') === undefined) : -1;
}

function isWithoutIds({ error, call }: Failure): boolean {
  if (NO_IDS.test(error.message)) return true;
  return call.activity == null && error instanceof TypeError && /reading 'workflowId'/.test(error.message);
}

function constantOf(value: string, options: object | undefined): Refusal {
  const given = Object(options) as Readonly<Record<string, unknown>>;
  // The option that has it first: constants of several options resemble each other.
  const inOrder = Object.entries(CONSTANTS).sort(([a], [b]) => Number(given[b] === value) - Number(given[a] === value));
  for (const [option, constants] of inOrder) {
    const names = namesOf(constants);
    const nearest = nearestName(value, names);
    if (nearest !== undefined) return { what: option, value: `'${value}'`, remedy: `write '${nearest}'` };
    if (given[option] === value) {
      const other = inOrder.find(([, each]) => namesOf(each).includes(value))?.[0];
      const known = `write one of ${names.map((name) => `'${name}'`).join(', ')}`;
      const remedy = other === undefined ? known : `${known}; '${value}' is one of ${other}`;
      return { what: option, value: `'${value}'`, remedy };
    }
  }
  return {
    what: 'a constant',
    value: `'${value}'`,
    remedy: 'pass one of the constants that @handrail/client exports for this option',
  };
}

function namesOf(constants: object): string[] {
  return [...new Set(Object.values(constants).filter((name): name is string => typeof name === 'string'))];
}
