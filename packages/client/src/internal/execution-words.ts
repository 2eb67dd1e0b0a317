import { optionalTsToDate } from '@temporalio/common/lib/time';
import type { Description } from './look-ups';

type Info = Description['workflowExecutionInfo'] | undefined;

// The order of temporal.api.enums.v1.WorkflowExecutionStatus.
const STATUS = [
  undefined,
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
  'PAUSED',
] as const;

/** The status of an execution as the SDK spells it. */
export function statusOf(info: Info): string | undefined {
  return statusName(info?.status);
}

/** As {@link statusOf}, of the server's number. */
export function statusName(status: unknown): string | undefined {
  return STATUS[Number(status ?? 0)];
}

export function isOpen(info: Info): boolean {
  return ['RUNNING', 'PAUSED'].includes(statusOf(info) ?? '');
}

export function startOf(info: Info): string | undefined {
  return optionalTsToDate(info?.startTime)?.toISOString();
}

export function endOf(info: Info): string | undefined {
  return optionalTsToDate(info?.closeTime)?.toISOString();
}
