import { formatDuration, nearestName, readDuration } from '@handrail/common/host';
import {
  HR1001,
  HR1002,
  HR1003,
  HR1004,
  HR1005,
  HR1006,
  HR1007,
  HR1008,
  HR1009,
  HR1010,
  HR1014,
  HR1016,
  HR1017,
  HR1042,
  HR2010,
  HR3010,
  HR3011,
  HR5014,
  HR5034,
  HR5036,
  insteadOfGlobal,
  type Problem,
} from '@handrail/errors';
import { type CodePlace, placeOf, placesOf } from './code-place';
import { calledIn, misusedSdk } from './misused-sdk';
import { handlerIn } from './handler-mark';
import { isValidator } from './is-validator';
import { hasOwnCause } from './own-cause';
import { unserialisable } from './unserialisable';
import type { RawFailure, WorkflowFacts } from './workflow-facts';

type Translation = (failure: RawFailure, facts: WorkflowFacts) => Problem | undefined;

/**
 * What a failed workflow task means; undefined for what is not known, and for what already carries a code. The first
 * translation that knows the failure decides, so the order is from the special to the general.
 */
export function problemOf(failure: RawFailure, facts: WorkflowFacts): Problem | undefined {
  if (/^\[HR\d{4}\] /m.test(failure.message)) return undefined;
  for (const translate of TRANSLATIONS) {
    const problem = translate(failure, facts);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const TRANSLATIONS: readonly Translation[] = [
  ownCause,
  absentGlobal,
  garbageCollection,
  notRegistered,
  notAFunction,
  patchedTooEarly,
  withoutTimeout,
  unreadableDuration,
  withoutYielding,
  endedThread,
  unserialisable,
  unreadable,
  failingConverter,
  unlistedDetails,
  unhandledRejection,
  interceptorModule,
  notCopied,
  failedWhileLoading,
  ignoredModule,
  misusedSdk,
  plainError,
];

function ownCause(failure: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  return hasOwnCause(failure) ? HR1042.problem({ workflow: workflowType }) : undefined;
}

function absentGlobal(failure: RawFailure, { workflowType, chains, aliasesIn }: WorkflowFacts): Problem | undefined {
  const { message, stack } = innermost(failure);
  const places = placesOf(stack);
  const name =
    /(?:^|: )([\w$]+) is not defined$/.exec(message)?.[1] ??
    /(?:^|: )(?:globalThis|self|window|global)\.([\w$]+)(?:\.[\w$]+)* is not a (?:function|constructor)$/.exec(
      message,
    )?.[1] ??
    MEMBERS.find(([members]) => members.test(message))?.[1] ??
    aliased(message, places.thrownAt, aliasesIn) ??
    // Taken off globalThis before: const { fetch } = globalThis.
    /(?:^|: )([\w$]+) is not a function$/.exec(message)?.[1] ??
    /(?:^|: )(console\.\w+) is not a function$/.exec(message)?.[1];
  const instead = name?.startsWith('console.')
    ? 'use console.log, console.info, console.warn, console.error or console.debug, or log of the workflow package.'
    : name && insteadOfGlobal(name);
  if (name === undefined || instead === undefined) return undefined;
  const chain = places.thrownAt && chains?.toFile(places.thrownAt.file);
  return HR1001.problem({ workflow: workflowType, name, instead, ...placeOf(stack), ...(chain && { chain }) });
}

/** An absent global that a file has under a name of its own: that which was bound last before the line. */
function aliased(message: string, thrownAt: CodePlace | undefined, aliasesIn: WorkflowFacts['aliasesIn']) {
  const aliases = (thrownAt && aliasesIn?.(thrownAt.file)?.filter(({ line }) => line <= thrownAt.line)) ?? [];
  const called = /(?:^|: )([\w$]+) is not a (?:function|constructor)$/.exec(message)?.[1];
  if (called !== undefined) return aliases.findLast(({ alias }) => alias === called)?.name;
  const member = /Cannot read properties of undefined \(reading '(.*)'\)$/.exec(message)?.[1];
  // Of what is read of it, the host's own global tells whose it is.
  const host = globalThis as Readonly<Record<string, unknown>>;
  const has = (name: string) => host[name] != null && member !== undefined && member in Object(host[name]);
  return aliases.find(({ name }) => name !== undefined && has(name))?.name;
}

/** Members that only one absent global has, where it was looked for on `globalThis`. */
const MEMBERS: readonly (readonly [RegExp, string])[] = [
  [/^Cannot read properties of undefined \(reading '(?:randomUUID|getRandomValues|subtle)'\)$/, 'crypto'],
  // What the package uuid says of its absence.
  [/^crypto\.getRandomValues\(\) not supported\b/, 'crypto'],
  [/^Cannot read properties of undefined \(reading '(?:nextTick|hrtime|memoryUsage)'\)$/, 'process'],
];

function garbageCollection({ message, stack }: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const name = /(WeakRef|FinalizationRegistry) cannot be used in Workflows/.exec(message)?.[1];
  return name === undefined ? undefined : HR1002.problem({ workflow: workflowType, name, ...placeOf(stack) });
}

function notRegistered(
  { message }: RawFailure,
  { taskQueue, workflowTypes, twice: conflicts, prebuilt }: WorkflowFacts,
): Problem | undefined {
  const workflowType = /^Failed to initialize workflow of type '(.+)': no such function is exported/s.exec(
    message,
  )?.[1];
  if (workflowType === undefined) return undefined;
  const suggestion = nearestName(workflowType, workflowTypes);
  const twice = conflicts?.get(workflowType);
  return HR1003.problem({
    workflowType,
    taskQueue,
    known: workflowTypes,
    ...(twice !== undefined && { twice }),
    ...(prebuilt === true && { prebuilt }),
    ...(suggestion !== undefined && { suggestion }),
  });
}

function notAFunction({ message }: RawFailure, { workflowType: type }: WorkflowFacts): Problem | undefined {
  if (message === `Class constructor ${type} cannot be invoked without 'new'`) {
    return HR1004.problem({ workflowType: type, kind: 'a class' });
  }
  const [, workflowType, kind] =
    /^Failed to initialize workflow of type '(.+)': expected a function, but got: '(\w+)'/s.exec(message) ?? [];
  if (workflowType === undefined || kind === undefined) return undefined;
  return HR1004.problem({ workflowType, kind: /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}` });
}

function patchedTooEarly({ message, stack }: RawFailure): Problem | undefined {
  return message === 'Patches cannot be used before Workflow starts' ? HR1006.problem(placeOf(stack)) : undefined;
}

function withoutTimeout({ message, stack }: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  if (message !== 'Required either scheduleToCloseTimeout or startToCloseTimeout') return undefined;
  // Our proxies have a default for whatever is an object.
  const call =
    /\bat validateActivityOptions .*\n\s*at (proxy(?:Local)?Activities) .*\n.*(?:\/proxy-activities\.ts|\/core\.js):/.exec(
      stack ?? '',
    )?.[1];
  if (call === undefined) return HR1007.problem({ workflow: workflowType, ...placeOf(stack) });
  return HR1014.problem({
    workflow: workflowType,
    call,
    reason: 'what stands in the place of its options is not an object.',
    remedy: `pass an object with options, or nothing at all: ${call}({ startToCloseTimeout: '1 minute' })`,
    ...placeOf(stack),
  });
}

// Where the SDK reads a duration that no guard has seen, such as that of a cancellation scope, or none at all: `sleep(undefined)`.
function unreadableDuration(failure: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const { message, stack } = innermost(failure);
  const text = /(?:^|TypeError: )Invalid duration string: '(.*)'$/s.exec(message)?.[1];
  const value = text === undefined ? noDuration(message, stack) : `'${oneLine(text)}'`;
  if (value === undefined) return undefined;
  const { suggestion } = readDuration(text);
  // The library that has thrown is the SDK's.
  const reading = (stack ?? '').replace(/^[^]*?(?=\n\s*at \S*\bmsToNumber\b)/, '');
  const { place } = placeOf(reading);
  const call = calledIn(reading);
  const [subject, field] = /\berrorToFailure(?:Inner)?\b/.test(reading)
    ? ['A failure that is thrown in workflow', 'nextRetryDelay']
    : call === 'sleep' || call === 'CancellationScope.withTimeout'
      ? [`${call} in workflow`, 'a duration']
      : ['Workflow', 'a timeout'];
  return HR2010.problem({
    subject: `${subject} "${workflowType}"${place === undefined ? '' : ` (${place})`}`,
    field,
    value,
    reason: 'is not a duration',
    ...(suggestion !== undefined && { suggestion }),
  });
}

/** What the SDK's library was given in the place of a duration. It says the same to whoever uses it for something else. */
function noDuration(message: string, stack: string | undefined): string | undefined {
  const json = /(?:^|Error: )Value is not a string or number\.+ value=(.*)$/s.exec(message)?.[1];
  if (json === undefined || !/\bat msToNumber\b/.test(stack ?? '')) return undefined;
  if (json.startsWith('[')) return 'an array';
  // Of a function JSON says the same as of nothing, which an option may well be.
  if (json === 'undefined' && /\bmsOptionalToNumber\b/.test(stack ?? '')) return 'a function';
  return /^["{]/.test(json) ? 'an object' : oneLine(json);
}

function withoutYielding(
  { message, stack }: RawFailure,
  { workflowType, loading }: WorkflowFacts,
): Problem | undefined {
  const milliseconds = /^Script execution timed out after (\d+)ms/.exec(message)?.[1];
  if (milliseconds === undefined) return undefined;
  return HR1008.problem({
    workflow: workflowType,
    limit: formatDuration(Number(milliseconds)),
    ...placeOf(stack),
    ...(loading && { loading }),
  });
}

/** The thread that runs this workflow, and others beside it, has ended. */
function endedThread({ message }: RawFailure, { taskQueue }: WorkflowFacts): Problem | undefined {
  const error = /^Workflow Worker Thread exited prematurely: (.*)$/s.exec(message)?.[1];
  if (error === undefined) return undefined;
  if (/\bERR_WORKER_OUT_OF_MEMORY\b/.test(error)) return HR5034.problem({ taskQueue });
  // The SDK sends on the message of whatever was thrown, and so has none of what is nothing.
  const noError = /^TypeError: Cannot read properties of (?:null|undefined) \(reading 'message'\)/.test(error);
  return HR5036.problem({ taskQueue, error: oneLine(error), ...(noError && { noError }) });
}

/** What came to the workflow is written with a codec or a converter that its worker does not have. */
function unreadable(failure: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const { message, stack } = innermost(failure);
  const match = /^(?:ValueError: )?(?:Unknown encoding: ([^]*)|Missing payload metadata)$/.exec(message);
  // The same text with a line of the user's code in its stack is the user's own.
  if (match === null || placeOf(stack).place !== undefined) return undefined;
  const [, encoding] = match;
  const reader = `Workflow "${workflowType}"`;
  return HR3010.problem({ reader, ...(encoding !== undefined && { encoding: oneLine(encoding) }) });
}

/** A converter of the user's own that throws over what has come. What it throws on purpose, a failure, ends the execution. */
function failingConverter(failure: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const { message, stack = '', type } = innermost(failure);
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const isSdk = (line: string) => /\/@temporalio\//.test(line);
  // The SDK's own converters say by themselves what is wrong.
  const index = frames.findIndex((line) => /\bfromPayload\b/.test(line) && !isSdk(line));
  const below = frames
    .slice(index + 1)
    .find((line) => !/\bfromPayload\b|\bat (?:Proxy|Array)\.|<anonymous>/.test(line));
  // Called by the workflow itself, it is the workflow's own error.
  if (index === -1 || frames.slice(0, index).some(isSdk) || below === undefined || !isSdk(below)) return undefined;
  const converter = /\bat (?:new )?([A-Z]\w*)\.fromPayload \(/.exec(frames[index] ?? '')?.[1];
  const name = type ?? classIn(stack, message);
  const what = READ.find(([pattern]) => frames.slice(index).some((line) => pattern.test(line)))?.[1] ?? 'a value';
  return HR3011.problem({
    value: `${what} in workflow "${workflowType}"`,
    ...(converter !== undefined && converter !== 'Object' && { converter }),
    error: oneLine(`${name === 'Error' ? '' : named(name)}${message}`),
    ...placeOf(stack),
  });
}

/** What the SDK reads in which of its functions. */
const READ: readonly (readonly [RegExp, string])[] = [
  [/\bat (?:\w+\.)?mapFromPayloads\b/, 'the memo'],
  [/\bat (?:\w+\.)?(?:startWorkflow|initializeWorkflow)\b/, 'the arguments'],
  [/\bat (?:\w+\.)?signalWorkflow\b/, 'the arguments of a signal'],
  [/\bat (?:\w+\.)?queryWorkflow\b/, 'the arguments of a query'],
  [/\bat (?:\w+\.)?doUpdate\b/, 'the arguments of an update'],
  [/\bat (?:\w+\.)?resolveActivity\b/, 'the result of an activity, or the details of its failure,'],
  [/\bat (?:\w+\.)?resolveChildWorkflowExecution\b/, 'the result of a child workflow, or the details of its failure,'],
  [/\bat (?:\w+\.)?resolveNexusOperation\b/, 'the result of a Nexus operation'],
];

/** Details that are no list fail only when the SDK converts the failure, where it looks like a promise that nobody awaits. */
function unlistedDetails(failure: RawFailure, facts: WorkflowFacts): Problem | undefined {
  const inner = innermost(failure);
  const isConverting = /\berrorToFailure(?:Inner)?\b/.test(inner.stack ?? '');
  return isConverting && /values\.map is not a function$/.test(inner.message) ? misusedSdk(inner, facts) : undefined;
}

function unhandledRejection(failure: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const text = /^Unhandled Promise rejection: (.*)$/s.exec(failure.message)?.[1];
  if (text === undefined) return undefined;
  const stack = failure.cause?.stack ?? failure.stack;
  if (isValidator(stack)) {
    return HR1016.problem({ workflow: workflowType, error: oneLine(text), ...placeOf(stack) });
  }
  const continueAsNew = /^ContinueAsNew\b|Workflow continued as new/.test(text);
  return HR1009.problem({
    workflow: workflowType,
    error: oneLine(text),
    ...placeOf(stack),
    ...(continueAsNew && { continueAsNew }),
  });
}

/** The SDK takes apart what modules of interceptors export before it looks for the workflow. */
function interceptorModule(
  { message, stack }: RawFailure,
  { interceptorModules = [] }: WorkflowFacts,
): Problem | undefined {
  // Which of several it is the error does not say.
  const named = interceptorModules.length === 0 ? {} : { module: interceptorModules.join(' or ') };
  const [, exported] =
    /^Failed to initialize workflows interceptors: expected a function, but got: (.*)$/s.exec(message) ?? [];
  if (exported !== undefined) return HR1017.problem({ ...named, mistake: 'no function', found: oneLine(exported) });
  // Nothing but the SDK's own code stands between the error and the loading of the workflow.
  const [first = ''] = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  const isOwn = /\binitRuntime\b.*worker-interface/.test(first);
  const isClass = /^Class constructor .* cannot be invoked without 'new'/.test(message);
  if (isOwn && isClass) return HR1017.problem({ ...named, mistake: 'no function', found: 'a class' });
  const isShape = /\(reading '(?:inbound|outbound|internals)'\)|is not iterable|Symbol\.iterator/.test(message);
  return isOwn && isShape ? HR1017.problem({ ...named, mistake: 'shape', found: oneLine(message) }) : undefined;
}

/** What a sink is given, and the log is one, is copied out of the sandbox. */
function notCopied({ message }: RawFailure): Problem | undefined {
  const isNotCopied = /^[^\n]* could not be cloned\.$/.test(message);
  return isNotCopied ? HR5014.problem({ mistake: 'argument', error: oneLine(message) }) : undefined;
}

/** What `ignoreModules` leaves out is an empty object in the bundle: none of its functions is there. */
function ignoredModule(
  { message, stack }: RawFailure,
  { workflowType, ignored = [] }: WorkflowFacts,
): Problem | undefined {
  const used =
    /^(?:\(0 ?, ?)?([\w$]+?)(?:__WEBPACK_IMPORTED_MODULE_\d+_+(?:default\(\))?)?\.([\w$.]+)\)? is not a (?:function|constructor)$/;
  const [, name, member] = used.exec(message) ?? [];
  const module = ignored.find((each) => each.replace(/^node:/, '').replace(/\W/g, '_') === name);
  if (module === undefined || member === undefined) return undefined;
  const instead = `'${module}' is in ignoreModules, which leaves an empty module in its place: take it out of there, and move what needs it to an activity.`;
  return HR1001.problem({ workflow: workflowType, name: `${member} of '${module}'`, instead, ...placeOf(stack) });
}

/** What an import that comes too early, as in a circle, looks like to whoever uses it. */
const NOT_YET = /before initialization$|\bundefined\b|\bnull\b|is not a (?:function|constructor)$|is not iterable/;

function failedWhileLoading({ message, type, stack }: RawFailure, { cycleOf }: WorkflowFacts): Problem | undefined {
  if (!/\bat (?:Object\.|exports\.)?importWorkflows\b|\bimportWorkflows \(/.test(stack ?? '')) return undefined;
  const { thrownAt } = placesOf(stack);
  const early = / before initialization$/.test(message) ? { early: true } : {};
  const cycle = thrownAt && NOT_YET.test(message) ? cycleOf?.(thrownAt.file) : undefined;
  return HR1005.problem({
    error: oneLine(`${named(type)}${message}`),
    ...placeOf(stack),
    ...(cycle ? { cycle } : early),
  });
}

// Whatever comes from the user's own code. What has no line there is the SDK's to explain.
function plainError({ message, type, stack }: RawFailure, facts: WorkflowFacts): Problem | undefined {
  const { workflowType } = facts;
  const place = placeOf(stack);
  const thrownValue = /^(.*) \[A non-Error value was thrown from your code\./s.exec(message)?.[1];
  if (thrownValue !== undefined) {
    return HR1010.problem({
      workflow: workflowType,
      error: `a value that is no Error: ${oneLine(thrownValue)}`,
      ...place,
    });
  }
  if (place.place === undefined && !WITHOUT_PLACE.test(message)) return undefined;
  const name = type ?? classIn(stack, message);
  return HR1010.problem({
    workflow: workflowType,
    error: message === '' ? `${name || 'Error'} without a message` : oneLine(`${named(name)}${message}`),
    ...place,
    ...hintFor({ message, stack }, facts),
  });
}

/**
 * Errors of the user's code whose stack names none of its lines: that of Promise.any, and any that says "unknown", which the SDK takes for
 * a line of the machine's and cuts off with all that follows.
 */
const WITHOUT_PLACE = /^All promises were rejected$|unknown/;

/** What is likely meant by the words of JavaScript itself. */
function hintFor(
  { message, stack = '' }: Pick<RawFailure, 'message' | 'stack'>,
  { argumentCount, ownConverter }: WorkflowFacts,
): { hint?: string } {
  if (argumentCount === 0 && NO_PARAMETER.test(message)) return { hint: NO_ARGUMENTS };
  if (NO_FIELDS.test(message) && handlerIn(stack) !== undefined) return { hint: IN_HANDLER };
  const hints = ownConverter === true || isOfLanguage(message) ? HINTS : [...HINTS, ...JSON_HINTS];
  const hint = hints.find(([text]) => text.test(message))?.[1];
  return hint === undefined ? {} : { hint };
}

const NO_FIELDS = /^Cannot read properties of undefined \(reading '/;

const IN_HANDLER =
  'an argument that was not sent is undefined in a handler, and so is this in a method that is handed over alone: write setHandler(addSignal, (item) => cart.add(item)).';

/** Of a class or a constant, as Promise.withResolvers, nothing has arrived; of a list or a text, what is there is of another kind. */
function isOfLanguage(message: string): boolean {
  const [, receiver = '', method = ''] = /^(\w?).*\.([\w$]+) is not a function$/.exec(message) ?? [];
  return /[A-Z]/.test(receiver) || METHODS.has(method);
}

/** Those of lists, texts and promises, and what newer engines have. */
const METHODS = new Set([
  ...[Array.prototype, String.prototype, Promise.prototype].flatMap((each) => Object.getOwnPropertyNames(each)),
  ...['findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with', 'isWellFormed', 'toWellFormed'],
  ...['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  ...['drop', 'take', 'toArray', 'getOrInsert', 'getOrInsertComputed'],
]);

/** A parameter, or a name that may be one: how many parameters the workflow has is not known here. */
const NO_PARAMETER = /^Cannot destructure property '.*' of '[\w$]+' as it is undefined\b/;

const NO_ARGUMENTS =
  'this execution was started without arguments: if the workflow has parameters, they are undefined; pass them as a list where it is started, args: [order].';

const HANDLES =
  'in workflow code the handle of a child has result and signal, and that of getExternalWorkflowHandle signal and cancel.';

const HINTS: readonly (readonly [text: RegExp, hint: string])[] = [
  [
    /\.(?:result|signal|executeUpdate) is not a function$/,
    `a handle that startChild gives has to be awaited first: const handle = await startChild(…); await handle.result(); ${HANDLES}`,
  ],
  [
    /\.(?:query|startUpdate|terminate|fetchHistory) is not a function$/,
    `where this is the handle of a workflow: ${HANDLES} The rest is a client’s: call it in an activity.`,
  ],
  [
    /^(?:[\w$]+\.)?proxy(?:Local)?Activities\(\.\.\.\) is not a function$/,
    'what it gives has the activities by their names: const { charge } = proxyActivities<typeof activities>({ … }); await charge(order).',
  ],
  [
    /\.(?:ref|unref|hasRef|refresh) is not a function$/,
    'setTimeout gives a number in workflow code, which clearTimeout takes; such a timer keeps no process alive, so leave ref and unref out.',
  ],
  [
    /^Cannot find module '/,
    'the bundle holds what an import or a require names in full; of a name that is put together at run time it holds nothing: import each module by its name, and choose among them.',
  ],
];

const JSON_ONLY = 'arguments and results arrive as JSON';

const JSON_HINTS: typeof HINTS = [
  [
    /[\w\])]\.(?:(?:get|set)(?:UTC)?(?:Time|Date|Day|Month|FullYear|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toISOString|to(?:UTC|Date|Time|LocaleDate|LocaleTime)String) is not a function$/,
    `${JSON_ONLY}, in which a Date is a text: make one of it where it is read, new Date(order.placedAt), and type the field as a string.`,
  ],
  [
    /[\w\])]\.(?:get|set|has|add|delete|clear) is not a function$/,
    `${JSON_ONLY}, in which a Map or a Set is {}: send a list, [...map], and build it again where it is read, new Map(list).`,
  ],
  [
    /^(?!.*__WEBPACK_)[\w$.[\]()]+\.[\w$]+ is not a function$/,
    `${JSON_ONLY}, in which an instance has no methods: where this value was one, build it again where it is read, or write the method as a function.`,
  ],
];

function innermost(failure: RawFailure): RawFailure {
  let current = failure;
  for (let depth = 0; depth < 5 && /^Unhandled Promise rejection/.test(current.message) && current.cause; depth++) {
    current = current.cause;
  }
  return current;
}

function named(type: string | undefined): string {
  return type === undefined || type === '' ? '' : `${type}: `;
}

const LONGEST = 300;

/** What a failure says of its error's class only in its stack: that of a plain error has no type of its own. */
function classIn(stack: string | undefined, message: string): string {
  const [line = ''] = message.split('\n', 1);
  const found = (stack ?? '').split('\n').find((each) => line !== '' && each.endsWith(`: ${line}`));
  return /^([A-Z]\w*): /.exec(found ?? '')?.[1] ?? 'Error';
}

function oneLine(text: string): string {
  const [first = ''] = text.split('\n', 1);
  // Webpack's names for what was imported: `(0 , fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)`.
  // Cut before: the expression takes the square of a long word.
  const line = first
    .slice(0, 2 * LONGEST)
    .replace(/(?:\(0 ?, ?)?([\w$]+?)__WEBPACK_IMPORTED_MODULE_\d+__((?:\.[\w$]+)*)\)?/g, '$1$2');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
