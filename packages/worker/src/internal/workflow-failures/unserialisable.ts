import { showPath } from '@handrail/common/host';
import { HR3001, type Problem } from '@handrail/errors';
import { placeOf } from './code-place';
import type { RawFailure, WorkflowFacts } from './workflow-facts';

/** What a workflow could not send (HR3001). The end of the text is of our own: see `locateValues` of the workflow package. */
export function unserialisable(
  { message, stack }: RawFailure,
  { workflowType }: Pick<WorkflowFacts, 'workflowType'>,
): Problem | undefined {
  const match =
    /^(Unhandled Promise rejection: ValueError: )?Unable to convert [^]* to payload(?: at ((?:\.[^]*)?): (\w+))?$/.exec(
      message,
    );
  if (match === null) return undefined;
  const [, unhandled, keys = '', end] = match;
  // The SDK converts a result, and what a failure holds, when the user's code has ended, and nobody awaits that.
  const isOutcome = unhandled !== undefined;
  const segments = segmentsOf(keys);
  const shown = withoutCircle(segments);
  const [is, kind] = faultOf(end, keys, shown.length < segments.length);
  const path = showPath([isOutcome ? 'result' : 'value', ...shown]);
  const subject = isOutcome
    ? `The result of workflow "${workflowType}", a detail of the failure that it throws, or a value in a call that it does not await,`
    : senderOf(stack ?? '', workflowType);
  return HR3001.problem({ subject, faults: [{ path, is, kind }], ...(isOutcome ? {} : placeOf(stack)) });
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

/** The SDK's functions that convert values, in the order of a stack: what they send, as far as one of them stands there. */
const SENDERS: readonly (readonly [name: RegExp, subject: (workflow: string) => string])[] = [
  [/\bscheduleActivityNextHandler\b/, (workflow) => `An argument of an activity that workflow "${workflow}" calls`],
  [
    /\bscheduleLocalActivityNextHandler\b/,
    (workflow) => `An argument of a local activity that workflow "${workflow}" calls`,
  ],
  [
    /\bstartChildWorkflowExecutionNextHandler\b/,
    (workflow) => `A value that workflow "${workflow}" gives a child workflow`,
  ],
  [/\bupsertMemo\b/, (workflow) => `A field of the memo that workflow "${workflow}" sets`],
  [/\bcompleteUpdate\b/, (workflow) => `The answer of workflow "${workflow}" to an update`],
  [
    /\bcontinueAsNew\b|\bmakeContinueAsNewFunc\b/,
    (workflow) => `An argument with which workflow "${workflow}" continues as new`,
  ],
  [/\bsignalWorkflowNextHandler\b/, (workflow) => `An argument of a signal that workflow "${workflow}" sends`],
];

function senderOf(stack: string, workflow: string): string {
  const sender = SENDERS.find(([name]) => name.test(stack));
  return sender === undefined ? `A value that workflow "${workflow}" sends` : sender[1](workflow);
}

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
