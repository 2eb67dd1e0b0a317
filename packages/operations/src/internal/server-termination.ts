import type { CloseFacts } from '../history-facts';

const SERVER = 'history-service';
// Ends the run that a reset takes the place of.
const RESET = 'history-resetter';

/** Whether the server itself ended an execution, because its history or a payload got too large. */
export function isServerTermination(close: CloseFacts | undefined): boolean {
  // In the server's name an execution is also ended for its parent, or for a start with the same id.
  return isInServersName(close) && /limit/i.test(close?.reason ?? '');
}

/** Whether it was the history that got too long or too large. */
export function isHistoryLimit(close: CloseFacts | undefined): boolean {
  return isServerTermination(close) && /history/i.test(close?.reason ?? '');
}

/** Who ended an execution, as part of a sentence. */
export function terminatedBy(close: CloseFacts | undefined): string {
  if (isServerTermination(close)) return 'the server, because of a limit';
  if (isOfReset(close)) return 'a reset';
  if (!isInServersName(close)) return close?.identity || 'somebody';
  return isOfParent(close) ? 'the server, because its parent closed' : 'the server, for somebody else';
}

/** Whether a reset has put another run in the place of one. */
export function isOfReset(close: CloseFacts | undefined): boolean {
  return close?.identity === RESET;
}

/** Whether an execution was ended together with its parent. */
export function isOfParent(close: CloseFacts | undefined): boolean {
  return isInServersName(close) && /parent/i.test(close?.reason ?? '');
}

function isInServersName(close: CloseFacts | undefined): boolean {
  return close?.type === 'WORKFLOW_EXECUTION_TERMINATED' && close.identity === SERVER;
}
