import { type HeaderContent, millisecondsOf, SLA_PATCH, SLA_TIMER } from '@handrail/common/guards';
import type { Headers } from '@temporalio/workflow';
import { embeddedPolicy } from './embedded-policy';
import { currentExecution, type Sla } from './execution';
import { inheritedHeaders } from './header';
import { CancellationScope, condition, getActivator, patched, upsertSearchAttributes } from './sdk';

const { deadlineAttribute, breachAttribute } = embeddedPolicy.sla;

// The time that a start takes, and what clocks differ by anyway.
const TOLERATED_MILLISECONDS = 60_000;

/**
 * Watches the SLA that the execution was started with. Where there is none nothing is done, and no history changes. A history
 * without the patch was begun by a worker that knew nothing of SLAs: its search attribute still tells of a breach, but the
 * timer must not appear in it.
 */
export function beginSla({ sla = 0, deadline, left }: Partial<HeaderContent>): void {
  // Anybody can write a header.
  if (!(sla > 0)) return;
  const { searchAttributes, startTime, continuedFromExecutionRunId } = getActivator().info;
  const { [deadlineAttribute]: known } = searchAttributes;
  const fromStart = Number(startTime) + sla;
  // What continue-as-new begins has the deadline in both. To a retry the server gives what the run before was started with.
  const given = known ? Number(new Date(known[0] as Date)) : (deadline ?? fromStart);
  // The clock that counts is the server's. That of whoever started the execution may go wrong.
  const isWrong = !continuedFromExecutionRunId && Math.abs(given - fromStart) > TOLERATED_MILLISECONDS;
  const state: Sla = { sla, left, deadline: left == null ? (isWrong ? fromStart : given) : undefined };
  currentExecution().sla = state;
  if (!patched(SLA_PATCH)) return;
  if (state.deadline && (isWrong || !known)) setDeadline(state, state.deadline);
  // A workflow that is cancelled may take long to clean up.
  void CancellationScope.nonCancellable(() => watch(state));
}

async function watch(state: Sla): Promise<void> {
  for (;;) {
    const { deadline } = state;
    const left = leftUntil(deadline);
    if (left <= 0) upsertSearchAttributes({ [breachAttribute]: [true] });
    await condition(() => state.deadline !== deadline, left > 0 ? left : (undefined as never), { summary: SLA_TIMER });
  }
}

/** Gives the execution another deadline, from which it may be late already, or no longer; or none, and keeps what was left. */
export function setDeadline(state: Sla, deadline?: number): void {
  state.left = deadline ? undefined : leftUntil(state.deadline);
  state.deadline = deadline;
  upsertSearchAttributes(deadline ? attributesOf(deadline) : { [deadlineAttribute]: [], [breachAttribute]: [] });
}

/** NaN while it is paused. */
function leftUntil(deadline: number | undefined): number {
  return (deadline as number) - Date.now();
}

/** A child's own SLA: attributes by which it is found, and the header by which its workflow code watches it. */
export function withSla<I extends { readonly headers: Headers; readonly options: object }>(input: I): I {
  const { sla: given, searchAttributes } = input.options as { sla?: unknown; searchAttributes?: object };
  const sla = millisecondsOf(given);
  if (!sla) return inheritedHeaders(input);
  const deadline = Date.now() + sla;
  const options = { ...input.options, searchAttributes: { ...searchAttributes, ...attributesOf(deadline) } };
  return inheritedHeaders({ ...input, options }, { sla, deadline });
}

function attributesOf(deadline: number) {
  return { [deadlineAttribute]: [new Date(deadline)], [breachAttribute]: [leftUntil(deadline) <= 0] };
}
