import { readDuration, readField, showValue } from '@handrail/common/host';
import { HR5015, type Problem } from '@handrail/errors';
import { refusedOption } from './worker-option-values';

/** What is wrong with the value of a worker's option, where the SDK or its core does not take it. */
export function badOptionValue(message: string, options: object): Problem | undefined {
  const own = options as Readonly<Record<string, unknown>>;
  const taskQueue = String(own['taskQueue']);
  for (const [pattern, describe] of KNOWN) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const { option, ...facts } = describe(match, own);
    const value = option === undefined ? undefined : own[option];
    const shown = value === undefined || typeof value === 'object' ? {} : { value: showValue(value) };
    return HR5015.problem({ taskQueue, ...facts, ...(option !== undefined && { option, ...shown }) });
  }
  const refused = refusedOption(own);
  if (refused === undefined) return undefined;
  const { option, value, reason } = refused;
  return HR5015.problem({ taskQueue, option, value: showValue(value), reason: `it ${reason}` });
}

interface Described {
  readonly reason: string;
  readonly option?: string;
  readonly remedy?: string;
}

type Describe = (match: RegExpExecArray, options: Readonly<Record<string, unknown>>) => Described;

const WHOLE = 'give a whole number from 1 up';

const KNOWN: readonly (readonly [text: RegExp, describe: Describe])[] = [
  [
    /^Failed to convert WorkerOptions to CoreWorkerConfig: (`max_cached_workflows` > 0 requires .*)/,
    ([, reason = '']) => ({
      reason,
      option: 'maxConcurrentWorkflowTaskExecutions',
      remedy: 'give at least 2: of the tasks that run at once, one is for executions that are not in the cache',
    }),
  ],
  [
    /^Failed to convert WorkerOptions to CoreWorkerConfig: (?!At least one task type)(.*)/,
    ([, reason = ''], options) => ({
      reason,
      ...named(refusedOption(options)?.option),
      remedy: /per_second/.test(reason) ? 'give a number above 0, such as 0.5' : WHOLE,
    }),
  ],
  [
    /^fn \w+\.args\[\d+\]\.(\S+): failed to downcast any to (.*)/,
    ([, path = '', type = ''], options) => ({
      reason: `the core takes a ${type} as ${path}`,
      ...named(refusedOption(options)?.option),
    }),
  ],
  [
    /^Invalid duration string: '(.*)'$/,
    ([text = '', value], options) => {
      const { suggestion } = readDuration(value);
      return {
        reason: text,
        ...named(Object.keys(options).find((name) => options[name] === value)),
        remedy:
          suggestion === undefined ? "give a duration such as '30 seconds', or milliseconds" : `write ${suggestion}`,
      };
    },
  ],
  [
    /^Cannot set both (\w+) and (\w+)/,
    ([text = '', first, second]) => ({ reason: text, remedy: `keep one of ${first} and ${second}` }),
  ],
  [
    /^Cannot use (\w+) name: '(.*)', with reserved prefix: '(.*)'/,
    ([text = '', kind, , prefix]) => ({
      reason: text,
      remedy: `give the ${kind} another name: what begins with ${prefix} is the SDK's own`,
    }),
  ],
  [
    /^Could not find a file at the specified (\w+): '(.*)'/,
    ([text = '', name = '', path = '']) => ({
      reason: `${text}${/^\.{1,2}[\\/]/.test(path) ? ': a relative path is looked for beside the SDK, not beside your code' : ''}`,
      remedy: `correct the path: ${name} takes an absolute one, require.resolve('./converter')${path === '' ? '' : ', say'}`,
    }),
  ],
  [
    /^Module .* does not have a `(\w+)` named export$|^(\w+) export at .* must be an object with .*$/s,
    ([text = '', missing, wrong]) => ({
      reason: `dataConverter.${missing ?? wrong ?? 'payloadConverter'}Path: ${text}`,
      remedy: `export an instance by this name, not the class: export const ${missing ?? wrong ?? 'payloadConverter'} = new MyConverter()`,
    }),
  ],
  [
    /^Must provide a buildId if useVersioning is true$/,
    ([text = '']) => ({
      reason: text,
      option: 'useVersioning',
      remedy:
        "give workerDeploymentOptions: { useWorkerVersioning: true, version: { deploymentName: 'orders', buildId: '1.0' }, defaultVersioningBehavior: 'PINNED' }, which has replaced it",
    }),
  ],
  [
    /^Cannot read properties of (?:undefined|null) \(reading '(?:name|definition)'\)$/,
    (_, { nexusServices }) => ({
      reason: notHandled(nexusServices),
      ...named(nexusServices == null ? undefined : 'nexusServices'),
      remedy:
        'give handlers that nexus.serviceHandler(service, { … }) of nexus-rpc has made; an entry that is undefined often comes from a circular import',
    }),
  ],
  [
    /^Duplicate registration of nexus service '(.*)'$/,
    ([text = '', service = '']) => ({
      reason: text,
      option: 'nexusServices',
      remedy: `keep one handler of service "${service}": it has to hold all operations of the service`,
    }),
  ],
  [
    /^Can't extract inlined source map from the provided Workflow Bundle/,
    ([text = '']) => ({
      reason: text,
      option: 'workflowBundle',
      remedy:
        'give what bundleWorkflowCode has returned, unchanged: the code ends with a source map, which minifiers and other bundlers drop',
    }),
  ],
  [
    /^name\.startsWith is not a function$/,
    () => ({ reason: 'a task queue is named by a text', option: 'taskQueue', remedy: 'give a text' }),
  ],
];

/** Which entry is no handler, and what it is in its place. */
function notHandled(services: unknown): string {
  const list: readonly unknown[] = Array.isArray(services) ? services : [];
  const index = list.findIndex((each) => readField(each, 'definition') == null);
  if (index === -1) return 'an entry is no handler of a service';
  const entry = list[index];
  const is =
    readField(entry, 'operations') != null
      ? `the service ${showValue(readField(entry, 'name'))} itself, without its handlers`
      : entry instanceof Promise
        ? 'a promise'
        : showValue(entry);
  return `nexusServices[${index}] is ${is}`;
}

function named(option: string | undefined): Pick<Described, 'option'> {
  return option === undefined ? {} : { option };
}
