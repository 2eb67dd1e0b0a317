import { HR7032 } from '@handrail/errors';
import type { Cause } from '../cause';
import { seen } from '../finding';
import { isHistoryLimit } from '../internal/server-termination';

// What a server allows unless its settings say otherwise.
const EVENTS = 51_200;
const BYTES = 50 * 1024 * 1024;
const NEAR = 0.8;
const WARNING_RANK = 90;

export const historyLimit: Cause = {
  slug: 'history-limit',
  rank: 19,
  find({ execution }) {
    const { status, historyLength, historySizeBytes, history, workflowId, startTime } = execution;
    const isOver = isHistoryLimit(history?.close);
    const isNear = status === 'RUNNING' && (historyLength >= EVENTS * NEAR || historySizeBytes >= BYTES * NEAR);
    const isSuggested = status === 'RUNNING' && (history?.suggestsContinueAsNew ?? false);
    if (!isOver && !isNear && !isSuggested) return [];
    const size = `${number(historyLength)} events and ${number(Math.ceil(historySizeBytes / 1024))} KiB`;
    const limit = isOver
      ? 'the server ended the execution for it'
      : isNear
        ? `a server ends executions at ${number(EVENTS)} events or ${BYTES / 1024 / 1024} MiB unless its settings say otherwise`
        : 'the server suggests to continue as new';
    return [
      {
        problem: HR7032.problem({ workflowId, size, limit }),
        evidence: [
          seen(`the history has ${size}`, startTime),
          ...(isSuggested ? [seen('the server suggests to continue as new')] : []),
        ],
        consequence: isOver
          ? 'It is over: none of its code has run since.'
          : 'At the limit the server terminates the execution, without running any of its code.',
        remedy: [
          {
            text: 'Let the workflow continue as new before its history gets long, and deploy; a signal or a timer may have to wake it.',
          },
        ],
        place: { view: 'history' },
        ...((isOver || !isNear) && { rank: WARNING_RANK }),
      },
    ];
  },
};

// Not by toLocaleString(): loading what it knows of locales takes longer than the whole diagnosis.
function number(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
