import { HR7002 } from '@handrail/errors';
import type { Cause } from '../cause';
import type { Evidence } from '../explanation';
import type { FailureFacts } from '../facts';
import type { CloseFacts } from '../history-facts';
import { seen } from '../finding';
import { cancelledBefore, closedAgo, closedConsequence, newRunEvidence, resumeRemedies } from '../internal/ended';
import { explainRemedy } from '../internal/failing-task';
import { timeoutAdvice } from '../internal/attempt-advice';
import { failureText, firstLine, raisedCode, rootFailure, someFailure } from '../internal/failure-text';

const RETRY_STATES: Readonly<Record<string, string>> = {
  MAXIMUM_ATTEMPTS_REACHED: 'all its attempts were used up',
  NON_RETRYABLE_FAILURE: 'its failure is not retryable',
  TIMEOUT: 'its time for further attempts was over',
  RETRY_POLICY_NOT_SET: 'it has no retry policy',
  CANCEL_REQUESTED: 'it was asked to cancel',
  INTERNAL_SERVER_ERROR: 'the server failed',
};

export const closedFailed: Cause = {
  slug: 'closed-failed',
  rank: 0,
  find(situation) {
    const { workflowId, workflowType, status, closeTime, history } = situation.execution;
    if (status !== 'FAILED') return [];
    const close = history?.close;
    const reason = close?.failure === undefined ? 'its failure could not be read' : reasonOf(close);
    const refused = close?.failure === undefined ? undefined : refusal(close);
    return [
      {
        problem: HR7002.problem({ workflowId, workflowType, ago: closedAgo(situation), reason }),
        evidence: [
          seen('status FAILED', closeTime ?? close?.time),
          ...(refused === undefined ? [] : [seen(`${refused} (event ${close?.refusedBy?.eventId})`)]),
          ...chain(close?.failure).map((text) => seen(text)),
          ...notTriedAgain(close),
          ...cancelledBefore(situation),
          ...newRunEvidence(situation),
        ],
        consequence: closedConsequence(
          situation,
          'It is over: nothing more happens by itself, and what it had not done stays undone.',
        ),
        remedy: [
          ...explainRemedy({ raisedCode: raisedCode(close?.failure) }),
          { text: adviceFor(close?.failure) ?? 'Fix the cause and deploy it.' },
          ...resumeRemedies(situation, 'the cause is fixed'),
        ],
        raisedCode: raisedCode(close?.failure),
        place: close === undefined ? { view: 'history' } : { view: 'event', eventId: close.eventId },
      },
    ];
  },
};

/** What failed, from the outside in, and what with. */
function reasonOf(close: CloseFacts): string {
  const subjects: string[] = [];
  for (let current = close.failure; current !== undefined; current = current.cause) {
    const { activity, child, nexusOperation } = current;
    if (activity !== undefined) subjects.push(`activity "${activity.type}"`);
    if (child !== undefined) subjects.push(`child workflow "${child.workflowId}"`);
    if (nexusOperation !== undefined) {
      const { service, operation, endpoint } = nexusOperation;
      subjects.push(`Nexus operation "${service}.${operation}" at endpoint "${endpoint}"`);
    }
  }
  const refused = refusal(close);
  const message = failureText(close.failure);
  return [...subjects, refused === undefined ? message : `${message.replace(/[.]$/, '')} (${refused})`].join(': ');
}

/** Why no further run follows one that has a retry policy. */
function notTriedAgain(close: CloseFacts | undefined): Evidence[] {
  const reason = close?.retryState === 'RETRY_POLICY_NOT_SET' ? undefined : RETRY_STATES[close?.retryState ?? ''];
  return reason === undefined ? [] : [seen(`it is not tried again: ${reason}`)];
}

/** Which other execution was in the way, where the failure does not say. */
function refusal({ failure, refusedBy }: CloseFacts): string | undefined {
  if (refusedBy === undefined || !OF_ANOTHER_EXECUTION.test(failureText(failure))) return undefined;
  return `workflow "${refusedBy.workflowId}" ${refusedBy.text}`;
}

// As the SDK words what the server has refused.
const OF_ANOTHER_EXECUTION = /\b(already started|not found)\b/i;

/** From the outermost failure to the innermost, a line each. */
function chain(failure: FailureFacts | undefined): string[] {
  const lines: string[] = [];
  for (let current = failure; current !== undefined; current = current.cause) {
    const { message, type, activity, child, timeoutType } = current;
    const retryState = RETRY_STATES[activity?.retryState ?? ''];
    const subject =
      activity === undefined
        ? child === undefined
          ? 'failure'
          : `child workflow "${child.workflowId}" (${child.workflowType}) failed`
        : `activity "${activity.type}" (id ${activity.id}) failed${retryState === undefined ? '' : `, and ${retryState}`}`;
    const kind = timeoutType === undefined ? (type === undefined ? '' : `${type}: `) : `${timeoutType} timeout: `;
    lines.push(`${subject}: ${kind}${firstLine(message)}`);
  }
  return [...new Set(lines)];
}

/** What to do about the timeout of an activity that ended it, which says nothing of itself. */
function adviceFor(failure: FailureFacts | undefined): string | undefined {
  const isOfActivity = someFailure(failure, ({ activity }) => activity !== undefined);
  return failure !== undefined && isOfActivity ? timeoutAdvice(rootFailure(failure)) : undefined;
}
