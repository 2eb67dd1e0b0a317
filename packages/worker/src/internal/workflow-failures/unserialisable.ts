import { showPath } from '@handrail/common/host';
import { HR3001, type Problem } from '@handrail/errors';
import { placeOf } from './code-place';
import type { RawFailure, WorkflowFacts } from './workflow-facts';

/** What a workflow could not send (HR3001). The end of the text is of our own: see `locateValues` of the workflow package. */
export function unserialisable(
  { message, stack, cause }: RawFailure,
  { workflowType, openUpdates = [] }: Pick<WorkflowFacts, 'workflowType' | 'openUpdates'>,
): Problem | undefined {
  const match =
    /^(Unhandled Promise rejection: ValueError: )?Unable to convert [^]* to payload(?: at ((?:\.[^]*)?): (\w+))?$/.exec(
      message,
    );
  if (match === null) return closedProxy(stack ?? '', workflowType);
  const [, unhandled, keys = '', end] = match;
  // The SDK converts a result, and what a failure holds, when the user's code has ended, and nobody awaits that.
  const isOutcome = unhandled !== undefined;
  const { root, subject } = isOutcome
    ? outcomeOf(cause?.stack ?? '', workflowType, openUpdates)
    : { root: 'value', subject: senderOf(stack ?? '', workflowType, openUpdates) };
  const fault = faultAt(root, keys, end);
  return HR3001.problem({ subject, faults: [fault], ...(isOutcome ? {} : placeOf(stack)) });
}

/**
 * The result of a query that could not be sent; undefined for all else that a query fails with. The error is thrown behind the
 * handler, so that its stack has no line of the user's but of a converter.
 */
export function unserialisableAnswer(
  { message, stack = '' }: RawFailure,
  query: string,
  { workflowType }: Pick<WorkflowFacts, 'workflowType'>,
): Problem | undefined {
  if (!/^\s*at (?:\S*\.)?completeQuery\b/m.test(stack)) return undefined;
  const [, keys = '', end] = /^Unable to convert [^]* to payload at ((?:\.[^]*)?): (\w+)$/.exec(message) ?? [];
  const subject = `The result of query "${query}" in workflow "${workflowType}"`;
  return HR3001.problem({ subject, faults: [faultAt('result', keys, end)] });
}

function faultAt(root: string, keys: string, end: string | undefined) {
  const segments = segmentsOf(keys);
  const shown = withoutCircle(segments);
  const [is, kind] = faultOf(end, keys, shown.length < segments.length);
  return { path: showPath([root, ...shown]), is, kind };
}

/** A Proxy that throws already where its fields are counted: by `locateValues`, which looks for the culprit when JSON has failed. */
function closedProxy(stack: string, workflow: string): Problem | undefined {
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const index = frames.findIndex((line) => /[\\/]locate-values\.[jt]s:/.test(line));
  // A converter of the user's own that throws stands above it, too.
  const isSought = index !== -1 && !frames.slice(0, index).some((line) => /\btoPayload\b/.test(line));
  if (!isSought || !frames.slice(index).some((line) => /\btoPayload/.test(line))) return undefined;
  return HR3001.problem({
    subject: senderOf(frames.slice(index).join('\n'), workflow),
    faults: [{ path: 'value', is: 'a Proxy that throws when its fields are read', kind: 'throwing' }],
    ...placeOf(stack),
  });
}

type Fault = readonly [is: string, kind: string];

function faultOf(end: string | undefined, keys: string, isCircle: boolean): Fault {
  if (end === undefined) return ['a value that its payload converter refuses', 'converter'];
  if (end === 'bigint') return ['bigint', 'bigint'];
  if (end !== 'deep') return ['a getter or toJSON that throws, or a BigInt object', 'throwing'];
  if (isCircle) return ['a circular reference', 'circular'];
  // At the end of a path that is cut off, it may be either.
  return keys.length > CUT_OFF
    ? ['a circular reference, or a value nested very deep', 'depth']
    : ['nested deeper than JSON can follow', 'depth'];
}

/** Where `locateValues` stops. */
const CUT_OFF = 300;

interface Outcome {
  readonly root: string;
  readonly subject: string;
}

function outcomeOf(stack: string, workflow: string, updates: readonly string[]): Outcome {
  if (/\berrorToFailure(?:Inner)?\b/.test(stack))
    return { root: 'detail', subject: `A detail of a failure that workflow "${workflow}" throws` };
  if (/\bcompleteWorkflow\b/.test(stack)) return { root: 'result', subject: `The result of workflow "${workflow}"` };
  const sender = knownSender(stack, workflow, updates);
  if (sender !== undefined) return { root: 'value', subject: sender };
  const subject = `The result of workflow "${workflow}", a detail of the failure that it throws, or a value in a call that it does not await,`;
  return { root: 'result', subject };
}

/** Whose values the SDK's functions convert: what is sent, and how a field of the memo that goes along is called. */
const SENDERS: readonly (readonly [name: RegExp, subject: (workflow: string, memo: boolean) => string])[] = [
  [/\bscheduleActivityNextHandler\b/, (workflow) => `An argument of an activity that workflow "${workflow}" calls`],
  [
    /\bscheduleLocalActivityNextHandler\b/,
    (workflow) => `An argument of a local activity that workflow "${workflow}" calls`,
  ],
  [
    /\bstartChildWorkflowExecutionNextHandler\b/,
    (workflow, memo) =>
      `${memo ? 'A field of the memo' : 'A value'} that workflow "${workflow}" gives a child workflow`,
  ],
  [/\bupsertMemo\b/, (workflow) => `A field of the memo that workflow "${workflow}" sets`],
  [
    /\bcontinueAsNew\b|\bmakeContinueAsNewFunc\b/,
    (workflow, memo) =>
      `${memo ? 'A field of the memo' : 'An argument'} with which workflow "${workflow}" continues as new`,
  ],
  [
    /\bstartNexusOperationNextHandler\b/,
    (workflow) => `The input of a Nexus operation that workflow "${workflow}" calls`,
  ],
  [/\bsignalWorkflowNextHandler\b/, (workflow) => `An argument of a signal that workflow "${workflow}" sends`],
];

/** The memo's fields are converted by their names; of arguments there is a list. */
const OF_MEMO = /\bmapToPayloads\b/;

function knownSender(stack: string, workflow: string, updates: readonly string[]): string | undefined {
  if (/\bcompleteUpdate\b/.test(stack)) {
    const update = updates.length === 0 ? 'an update' : `update ${updates.map((name) => `"${name}"`).join(' or ')}`;
    return `The answer of workflow "${workflow}" to ${update}`;
  }
  const named = `${stack}${namelessSender(stack)}`;
  return SENDERS.find(([name]) => name.test(named))?.[1](workflow, OF_MEMO.test(stack));
}

function senderOf(stack: string, workflow: string, updates: readonly string[] = []): string {
  return knownSender(stack, workflow, updates) ?? `A value that workflow "${workflow}" sends`;
}

/**
 * Of two senders the stack does not have the name. That of a signal is where the SDK cuts stacks off, behind the promise in which it
 * converts. Continue-as-new has none, and of all senders it alone converts outside of a promise.
 */
function namelessSender(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const index = lines.findIndex((line) => NAMELESS.test(line));
  if (index < 1 || !/\b(?:toPayloads\w*|mapToPayloads)\b/.test(lines[index - 1] ?? '')) return '';
  const next = lines[index + 1] ?? '';
  if (!/\bnew Promise\b/.test(next)) return '\ncontinueAsNew';
  return index + 2 === lines.length ? '\nsignalWorkflowNextHandler' : '';
}

const NAMELESS = /\bat (?:async )?[^(]*[\\/]@temporalio[\\/]workflow[\\/](?:src|lib)[\\/]workflow\.[jt]s:/;

function segmentsOf(keys: string): (string | number)[] {
  return keys
    .split('.')
    .slice(1)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** A path that goes round in a circle, up to where it has been round once. */
function withoutCircle(segments: readonly (string | number)[]): readonly (string | number)[] {
  for (let start = 0; start < segments.length; start++) {
    for (let length = 1; start + 3 * length <= segments.length; length++) {
      if (segments.every((segment, index) => index < start + length || segment === segments[index - length])) {
        return segments.slice(0, start + length);
      }
    }
  }
  return segments;
}
