import { HR1014, type Problem } from '@handrail/errors';
import { badConstant } from './bad-constant';
import { isOwn, placeOf } from './code-place';
import type { RawFailure, WorkflowFacts } from './workflow-facts';

/** An SDK function that throws over what it is given: by its own words, or by the line of its code where JavaScript does. */
export function misusedSdk({ message, stack }: RawFailure, { workflowType }: WorkflowFacts): Problem | undefined {
  const frames = sdkFramesOf(stack ?? '');
  const constant = badConstant(message, frames);
  if (constant !== undefined) return HR1014.problem({ workflow: workflowType, ...constant, ...placeOf(stack) });
  const known = KNOWN.find(({ text, within }) => text.test(message) && (within === undefined || frames.some(within)));
  const call = known?.call ?? callOf(frames);
  // What the SDK throws by itself is not the user's to mend.
  if (known === undefined && call === undefined) return undefined;
  return HR1014.problem({
    workflow: workflowType,
    reason: known?.reason ?? shortened(message),
    ...(call !== undefined && { call }),
    ...(known !== undefined && { remedy: known.remedy }),
    ...placeOf(stack),
  });
}

/** What of the package workflow code has called where the SDK threw, as its author knows it. */
export function calledIn(stack: string): string | undefined {
  return callOf(sdkFramesOf(stack));
}

interface Known {
  readonly text: RegExp;
  readonly within?: (frame: string) => boolean;
  readonly call?: string;
  /** In the place of what JavaScript says, which names a variable of the SDK's or of ours. */
  readonly reason?: string;
  readonly remedy: string;
}

const NEXUS_CLIENT =
  "pass the endpoint by its name and the service as what service(…) of nexus-rpc has made: createNexusServiceClient({ endpoint: 'payments', service: payments }); a service that is undefined often comes from a circular import";

const DEFINED = "defineSearchAttributeKey('State', SearchAttributeType.KEYWORD)";

/** What takes search attributes, the SDK's function that encodes them, and how a list is given there. */
const SEARCH_ATTRIBUTES = [
  ['upsertSearchAttributes', 'upsertSearchAttributes', "upsertSearchAttributes({ State: ['new'] })"],
  [
    'the searchAttributes of startChild or executeChild',
    'startChildWorkflowExecutionNextHandler',
    "searchAttributes: { State: ['new'] }",
  ],
  // Of continue-as-new the stack has no name.
  ['searchAttributes', 'encodeUnifiedSearchAttributes', "searchAttributes: { State: ['new'] }"],
] as const;

const inside = (name: string) => (frame: string) => frame === name;

const KNOWN: readonly Known[] = [
  {
    text: /^Expected handler to be either a function or 'undefined'/,
    within: inside('setHandler'),
    call: 'setHandler',
    remedy: 'pass a function: setHandler(definition, (…) => …)',
  },
  {
    text: /^Expected handler to be either a function or 'undefined'/,
    remedy: 'pass a function, which gets the name first: setDefaultSignalHandler((name, …args) => …)',
  },
  {
    text: /^Cannot read properties of (?:undefined|null) \(reading 'startsWith'\)|startsWith is not a function$/,
    within: inside('setHandler'),
    call: 'setHandler',
    // The definition is a text, or one that was made without a name: JavaScript says the same of both.
    remedy:
      "pass what defineSignal, defineQuery or defineUpdate has returned, not its name, and give that a name: defineSignal('approve'); a constant that is undefined often comes from a circular import",
  },
  {
    text: /^Cannot read properties of (?:undefined|null)|^Invalid definition type/,
    within: inside('setHandler'),
    call: 'setHandler',
    remedy:
      'pass what defineSignal, defineQuery or defineUpdate has returned, not its name; a definition that is undefined often comes from a circular import',
  },
  {
    text: /^Cannot use \w+ (?:name|type): '.*', with reserved prefix/,
    remedy:
      "choose another name: those that begin with __temporal_, __stack_trace and __enhanced_stack_trace are the SDK's own",
  },
  ...SEARCH_ATTRIBUTES.flatMap(([call, frame, example]) => [
    {
      text: /^SearchAttribute value must be an array/,
      within: inside(frame),
      call,
      remedy: `pass a list, also for one value: ${example}`,
    },
    {
      text: /^Invalid search attribute value .* for given type undefined$/s,
      within: inside(frame),
      call,
      reason: 'the key of a search attribute is none',
      remedy: `make the key first: const state = ${DEFINED}; [{ key: state, value: 'new' }]`,
    },
    {
      text: /^Invalid search attribute value .* for given type \w+$/s,
      within: inside(frame),
      call,
      remedy:
        'give the attribute a value of the type of its key: KEYWORD and TEXT take a text, INT a whole number, DOUBLE a number, BOOL true or false, DATETIME a Date, KEYWORD_LIST a list of texts; or correct the type in defineSearchAttributeKey',
    },
  ]),
  {
    text: /^Invalid workflow type: /,
    remedy: 'pass the workflow function or its name; a function that is undefined often comes from a circular import',
  },
  {
    text: /is not a function$/,
    within: (frame) => /^condition(?:Inner)?$/.test(frame),
    call: 'condition',
    reason: 'it is not a function',
    remedy:
      'pass a function that looks at the state each time: condition(() => ready). A promise or a Trigger is awaited itself: await trigger',
  },
  {
    text: /^fn is not a function$/,
    within: (frame) => SCOPES.test(frame),
    remedy:
      'pass a function, which begins its work in the scope: CancellationScope.nonCancellable(() => refund(orderId)). What a promise stands for has begun before',
  },
  {
    text: /^Cannot read properties of (?:undefined|null) \(reading 'name'\)/,
    within: inside('signal'),
    call: 'the signal of a workflow handle',
    remedy:
      'pass what defineSignal has returned, or its name; a definition that is undefined often comes from a circular import',
  },
  {
    text: /^memo must be a non-null Record/,
    call: 'upsertMemo',
    remedy: "pass an object with the fields that change: upsertMemo({ state: 'packed' })",
  },
  {
    text: /^Cannot read properties of null/,
    within: (frame) => /^proxy(?:Local)?Activities$/.test(frame),
    remedy: "pass an object with options, or nothing at all: proxyActivities({ startToCloseTimeout: '1 minute' })",
  },
  {
    text: /^Cannot destructure property 'message' of 'options'/,
    within: inside('create'),
    call: 'ApplicationFailure.create',
    remedy: "pass an object: ApplicationFailure.create({ message: 'no such customer', type: 'NoSuchCustomer' })",
  },
  {
    text: /(?:^|TypeError: )values\.map is not a function/,
    within: (frame) => /^(?:optionalE|e)rrorToFailure(?:Inner|WithoutEncoding)?$/.test(frame),
    call: 'ApplicationFailure',
    remedy: 'pass its details as a list, also for a single one: details: [value]',
  },
  {
    text: /^values\.map is not a function/,
    remedy: 'pass args as a list, also for a single argument: args: [value]',
  },
  {
    text: /^Local activity of type '.*' not registered on worker/s,
    remedy:
      'register it with the worker that runs the workflow (Worker.create({ activities })), or correct its name: a local activity runs nowhere else',
  },
  {
    text: /^Only strings are supported for Activity types/,
    call: 'an activity of proxyActivities',
    remedy: 'call the activity by its name',
  },
  {
    text: /^Cannot read properties of (?:undefined|null) \(reading '(?!(?:name|operations|service|endpoint)')/,
    within: inside('startOperation'),
    call: 'a Nexus client',
    reason: 'its service has no operations: it is a name, or nothing',
    remedy: NEXUS_CLIENT,
  },
  {
    text: /^Cannot read properties of (?:undefined|null) \(reading '(?:name|operations)'\)/,
    within: inside('startOperation'),
    call: 'createNexusServiceClient',
    reason: 'it has no service',
    remedy: NEXUS_CLIENT,
  },
  {
    text: /^Cannot read properties of (?:undefined|null) \(reading '(?:service|endpoint)'\)/,
    within: inside('startOperation'),
    call: 'createNexusServiceClient',
    reason: 'it has no options',
    remedy: NEXUS_CLIENT,
  },
  { text: /^priorityKey must/, remedy: 'pass a whole number from 1 (first) to 5 (last) as priority.priorityKey' },
  {
    text: /^An option holds .* and cannot leave the sandbox$/,
    call: 'an option of a call',
    remedy:
      "give options plain data: nonRetryableErrorTypes takes the names of classes, ['CardDeclined'], and workflowType that of a function, 'order'",
  },
  {
    text: /could not be cloned\.?$/,
    call: 'a sink',
    remedy: 'pass a sink plain data: its arguments leave the sandbox',
  },
];

const SCOPES = /^(?:run|runInContext|withTimeout|cancellable|nonCancellable)$/;

const SDK_FRAME = /^\s*at (?:new )?(?:async )?(?:(\S+)|(\S+) \[as \S+\]) \(.*\/@temporalio\/(?:workflow|common)\//;

/** The functions of the SDK that were at work when it threw, the innermost first; none where it was the user's code that threw. */
function sdkFramesOf(stack: string): string[] {
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    if (!/^\s*at /.test(line)) continue;
    const [, name] = SDK_FRAME.exec(line) ?? [];
    if (name !== undefined) frames.push(name.replace(/^.*\./, ''));
    else if (!MACHINERY.test(line) && !(frames.length === 0 && isOwnFrame(line))) break;
  }
  return frames;
}

/** What the SDK calls may be ours, around what the user has given us. */
function isOwnFrame(line: string): boolean {
  return isOwn(/\(?(?:file:\/\/)?([^\s(]*):\d+:\d+\)?$/.exec(line)?.[1] ?? '');
}

const MACHINERY = /\((?:node:|<anonymous>|evalmachine)|at (?:new Promise|Array\.\w+|JSON\.\w+) |\/@temporalio\//;

/** What workflow code calls for what these functions of the SDK do. */
const CALLS: Readonly<Record<string, string>> = {
  conditionInner: 'condition',
  startChildWorkflowExecutionNextHandler: 'startChild or executeChild',
  scheduleActivityNextHandler: 'an activity of proxyActivities',
  scheduleLocalActivityNextHandler: 'an activity of proxyLocalActivities',
  startNexusOperationNextHandler: 'a Nexus operation',
  signalWorkflowNextHandler: 'the signal of a workflow handle',
  timerNextHandler: 'sleep',
  withTimeout: 'CancellationScope.withTimeout',
  cancellable: 'CancellationScope.cancellable',
  nonCancellable: 'CancellationScope.nonCancellable',
  run: 'the run of a CancellationScope',
};

const PUBLIC =
  /^(?:condition|continueAsNew|createEventGroup|createNexusServiceClient|deprecatePatch|executeChild|getExternalWorkflowHandle|makeContinueAsNewFunc|patched|proxyActivities|proxyLocalActivities|proxySinks|scheduleActivity|scheduleLocalActivity|setCurrentDetails|setDefaultQueryHandler|setDefaultSignalHandler|setDefaultUpdateHandler|setHandler|setWorkflowOptions|sleep|startChild|upsertMemo|upsertSearchAttributes)$/;

function callOf(frames: readonly string[]): string | undefined {
  for (const frame of [...frames].reverse()) {
    if (PUBLIC.test(frame)) return frame;
    if (Object.hasOwn(CALLS, frame)) return CALLS[frame];
  }
  return undefined;
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
