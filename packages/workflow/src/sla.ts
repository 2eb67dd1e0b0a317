import type { HandrailDuration } from '@handrail/common';
import { readDuration } from '@handrail/common/guards';
import { workflowInfo } from '@temporalio/workflow';
import { currentExecution, guardTimer, setDeadline, type Sla } from './internal/runtime';

/**
 * Moves the deadline of this execution's SLA: something outside of the team's hands takes longer, and the customer knows. A
 * negative duration moves it back. An execution that was late already is no longer, if the new deadline lies ahead. Does
 * nothing in an execution that was started without an `sla`.
 *
 * @throws HandrailError HR2010 for what is no duration; it fails the workflow task
 */
export function extendSla(by: HandrailDuration): void {
  guardTimer('extendSla', 'duration', by);
  const sla = currentSla();
  const { milliseconds = 0 } = readDuration(by, { zero: true, negative: true });
  if (sla?.left != null) sla.left += milliseconds;
  else if (sla?.deadline) setDeadline(sla, sla.deadline + milliseconds);
}

/**
 * Stops the clock of this execution's SLA, while it waits for the customer, say. Until `resumeSla` it is neither late nor
 * about to be, and monitors do not see it; paused for good, it is exempt. Carried over by continue-as-new. Does nothing in an
 * execution that was started without an `sla`, or has paused it.
 */
export function pauseSla(): void {
  const sla = currentSla();
  if (sla?.deadline) setDeadline(sla);
}

/** Lets the clock of this execution's SLA run again, with the time that was left when it was paused. */
export function resumeSla(): void {
  const sla = currentSla();
  if (sla?.left != null) setDeadline(sla, Date.now() + sla.left);
}

function currentSla(): Sla | undefined {
  // Outside of a workflow it throws.
  workflowInfo();
  return currentExecution().sla;
}
