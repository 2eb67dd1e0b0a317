import type { CloseFacts } from '../history-facts';

/** Whether the server itself ended an execution, because its history or a payload got too large. */
export function isServerTermination(close: CloseFacts | undefined): boolean {
  return close?.type === 'WORKFLOW_EXECUTION_TERMINATED' && close.identity === 'history-service';
}

/** Whether it was the history that got too long or too large. */
export function isHistoryLimit(close: CloseFacts | undefined): boolean {
  return isServerTermination(close) && /history (count|size)|exceeds size limit/i.test(close?.reason ?? '');
}
