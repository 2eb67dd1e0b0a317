// Where a file gives options to the SDK, and what they come to.
import type { TSESTree } from '@typescript-eslint/utils';
import { keyOf, nameOfFunction, type SourceCode, unwrap } from '../syntax/nodes.js';
import { perFile } from '../syntax/per-file.js';
import { type Value, valueOf } from '../syntax/values.js';
import { nodesOfTypes } from '../syntax/walk.js';
import { fold, type Folded, type FoldedEntry, type FoldedObject } from './fold.js';

export type CallKind = 'activity' | 'localActivity' | 'workflow' | 'childWorkflow' | 'continueAsNew' | 'timer';

export const ALL_KINDS: readonly CallKind[] = [
  'activity',
  'localActivity',
  'workflow',
  'childWorkflow',
  'continueAsNew',
  'timer',
];

/** A call with its options: those of `executeWithOptions` over those of the proxy. */
export interface GuardedCall {
  readonly kind: CallKind;
  /** How messages name it: `Activity "charge"`. */
  readonly subject: string;
  readonly node: TSESTree.Node;
  readonly options: FoldedObject;
}

/** Every place of a file that gives options to the SDK. */
export const guardedCallsIn = perFile((sourceCode): readonly GuardedCall[] =>
  nodesOfTypes(['VariableDeclarator', 'CallExpression', 'NewExpression'], sourceCode).flatMap(
    (node) => guardedCallAt(node, sourceCode) ?? [],
  ),
);

function guardedCallAt(node: TSESTree.VariableDeclarator | Call, sourceCode: SourceCode): GuardedCall | undefined {
  if (node.type === 'VariableDeclarator') return typedOptionsAt(node, sourceCode);
  const called = valueOf(node.callee, sourceCode);
  const timer = timerAt(node, called, sourceCode);
  if (timer !== undefined) return timer;
  const door = doorOf(node, called, sourceCode);
  if (door === undefined) return undefined;
  const { kind, subject, base } = door;
  const given = door.options === undefined ? undefined : fold(door.options, sourceCode);
  const options = given === undefined ? EMPTY(node) : given.kind === 'object' ? given : undefined;
  if (options === undefined) return undefined;
  return { kind, subject, node, options: base === undefined ? options : over(options, base) };
}

const EMPTY = (node: TSESTree.Node): FoldedObject => ({ kind: 'object', node, entries: new Map(), isWhole: true });

/** The options of a call over those that it starts from. */
function over(options: FoldedObject, base: Folded): FoldedObject {
  if (base.kind !== 'object') return { ...options, isWhole: false };
  const below = options.isWhole ? base.entries : new Map<string, FoldedEntry>();
  return {
    ...options,
    entries: new Map([...below, ...options.entries]),
    isWhole: options.isWhole && base.isWhole,
  };
}

interface Door {
  readonly kind: CallKind;
  readonly subject: string;
  readonly options: TSESTree.Node | undefined;
  readonly base?: Folded;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

function doorOf(node: Call, called: Value | undefined, sourceCode: SourceCode): Door | undefined {
  const [first, second, third] = node.arguments;
  if (called?.kind === 'activity' && called.withOptions) {
    return {
      kind: called.local ? 'localActivity' : 'activity',
      subject: `${called.local ? 'Local activity' : 'Activity'} "${called.name}"`,
      options: first,
      base: baseOf(called.source, node, sourceCode),
    };
  }
  if (called?.kind === 'sdk' && called.package === 'workflow') return workflowDoor(called.name, node, sourceCode);
  if (called?.kind === 'sdk' && called.package === 'client') {
    return called.name === 'WithStartWorkflowOperation' ? started(first, second, sourceCode) : undefined;
  }
  return called === undefined || called.kind === 'imported'
    ? clientDoor(node, [first, second, third], sourceCode)
    : undefined;
}

/** The options of the proxy; of one of another file nothing is known. */
function baseOf(source: TSESTree.CallExpression | undefined, node: Call, sourceCode: SourceCode): Folded {
  if (source === undefined) return { kind: 'unknown', node };
  const [options] = source.arguments;
  return options === undefined ? EMPTY(node) : fold(options, sourceCode);
}

function workflowDoor(name: string, node: Call, sourceCode: SourceCode): Door | undefined {
  const [first, second, third] = node.arguments;
  const label = (of: TSESTree.Node | undefined) => nameAt(of, sourceCode);
  switch (name) {
    case 'proxyActivities':
      return { kind: 'activity', subject: 'An activity of this proxy', options: first };
    case 'proxyLocalActivities':
      return { kind: 'localActivity', subject: 'A local activity of this proxy', options: first };
    case 'scheduleActivity':
      return { kind: 'activity', subject: `Activity ${label(first)}`, options: third };
    case 'scheduleLocalActivity':
      return { kind: 'localActivity', subject: `Local activity ${label(first)}`, options: third };
    case 'executeChild':
    case 'startChild':
      return { kind: 'childWorkflow', subject: `Child workflow ${label(first)}`, options: second };
    case 'makeContinueAsNewFunc':
      return { kind: 'continueAsNew', subject: 'Continue-as-new', options: first };
    default:
      return undefined;
  }
}

// Which argument is the duration.
const TIMERS: Readonly<Record<string, number>> = { sleep: 0, condition: 1, 'CancellationScope.withTimeout': 0 };

function timerAt(node: Call, called: Value | undefined, sourceCode: SourceCode): GuardedCall | undefined {
  if (called?.kind !== 'sdk' || called.package !== 'workflow' || !Object.hasOwn(TIMERS, called.name)) return undefined;
  const duration = node.arguments[TIMERS[called.name] ?? 0];
  if (duration === undefined) return undefined;
  const entries = new Map([['duration', { value: fold(duration, sourceCode), property: duration }]]);
  const options = { kind: 'object', node, entries, isWhole: true } as const;
  return { kind: 'timer', subject: `Timer "${called.name}"`, node, options };
}

/** `client.workflow.start(order, { … })` and its like: by their shape, for what a client is the file does not tell. */
function clientDoor(
  node: Call,
  [first, second]: readonly (TSESTree.Node | undefined)[],
  sourceCode: SourceCode,
): Door | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || first === undefined) return undefined;
  const receiver = sourceCode.getText(callee.object);
  const method = keyOf(callee) ?? '';
  if (method === 'create' && /\bschedule(?:s|Client)?$/i.test(receiver)) return scheduled(first, sourceCode);
  if (!/^(?:start|execute|signalWithStart)$/.test(method) || second === undefined) return undefined;
  if (/\bactivity$/i.test(receiver)) {
    return { kind: 'activity', subject: `Activity ${nameAt(first, sourceCode)}`, options: second };
  }
  const options = fold(second, sourceCode);
  const has = (name: string) => options.kind === 'object' && options.entries.has(name);
  return /workflow(?:Client)?$/i.test(receiver) || (has('taskQueue') && has('workflowId'))
    ? started(first, second, sourceCode)
    : undefined;
}

function started(
  first: TSESTree.Node | undefined,
  options: TSESTree.Node | undefined,
  sourceCode: SourceCode,
): Door | undefined {
  return options === undefined
    ? undefined
    : { kind: 'workflow', subject: `Workflow ${nameAt(first, sourceCode)}`, options };
}

function scheduled(schedule: TSESTree.Node, sourceCode: SourceCode): Door | undefined {
  const folded = fold(schedule, sourceCode);
  const action = folded.kind === 'object' ? folded.entries.get('action')?.value : undefined;
  if (action?.kind !== 'object') return undefined;
  const property = action.entries.get('workflowType')?.property;
  const workflow = property?.type === 'Property' ? property.value : undefined;
  return { kind: 'workflow', subject: `Scheduled workflow ${nameAt(workflow, sourceCode)}`, options: action.node };
}

/** `"order"`, for the function or the type's name that a call is given. */
function nameAt(node: TSESTree.Node | undefined, sourceCode: SourceCode): string {
  const value = node && valueOf(node, sourceCode);
  if (value?.kind === 'function') return `"${nameOfFunction(value.node) ?? 'anonymous'}"`;
  const folded = node && fold(node, sourceCode);
  if (folded?.kind === 'value' && typeof folded.value === 'string') return `"${folded.value}"`;
  return node === undefined ? '' : `"${sourceCode.getText(unwrap(node)).replace(/^.*\./s, '')}"`;
}

const OPTION_TYPES: Readonly<Record<string, CallKind>> = {
  ActivityOptions: 'activity',
  LocalActivityOptions: 'localActivity',
  ChildWorkflowOptions: 'childWorkflow',
  WorkflowOptions: 'workflow',
  WorkflowStartOptions: 'workflow',
  ContinueAsNewOptions: 'continueAsNew',
};

/** Options that stand by themselves, under the SDK's own type: the rest of them may be added where they are used. */
function typedOptionsAt({ id, init }: TSESTree.VariableDeclarator, sourceCode: SourceCode): GuardedCall | undefined {
  if (init == null || id.type !== 'Identifier') return undefined;
  const annotation =
    id.typeAnnotation?.typeAnnotation ?? (init.type === 'TSSatisfiesExpression' ? init.typeAnnotation : undefined);
  if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return undefined;
  const type = valueOf(annotation.typeName, sourceCode);
  const kind = type?.kind === 'sdk' && Object.hasOwn(OPTION_TYPES, type.name) ? OPTION_TYPES[type.name] : undefined;
  const options = kind && fold(init, sourceCode);
  if (kind === undefined || options?.kind !== 'object') return undefined;
  return { kind, subject: `What uses ${id.name}`, node: init, options: { ...options, isWhole: false } };
}
