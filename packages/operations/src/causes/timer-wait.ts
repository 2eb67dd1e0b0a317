import type { Cause } from '../cause';
import type { ExecutionFacts, Instant } from '../facts';
import { seen } from '../finding';
import { timeoutText } from '../internal/expiry';
import { awaitedText } from '../internal/can-be-woken';
import { cancellationEvidence } from '../internal/cancellation';
import { nobodyPolls } from '../internal/nobody-polls';
import { isoTime, spokenTime } from '../internal/spoken-time';

export const timerWait: Cause = {
  slug: 'timer-wait',
  rank: 31,
  find(situation) {
    const { facts, execution } = situation;
    const { status, history, workflowId, workflowType, insight } = execution;
    const timers = [...(history?.timers ?? [])].sort((a, b) => a.dueTime - b.dueTime);
    const [next] = timers;
    if (status !== 'RUNNING' || next === undefined) return [];
    const left = next.dueTime - facts.now;
    const due = `${left > 0 ? `in ${spokenTime(left)}` : 'now'} (${isoTime(next.dueTime)})`;
    const end = endBefore(next.dueTime, execution);
    const nobody = nobodyPolls(situation);
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) waits for a timer, which ${end === undefined ? `fires ${due}` : `would fire ${due}: ${end} before`}.`,
        evidence: [
          seen(`timer ${next.timerId} was started (event ${next.eventId})`, next.startedTime),
          ...(timers.length > 1
            ? [
                seen(
                  `${timers.length} timers are open, the last of them until ${isoTime(timers.at(-1)?.dueTime ?? next.dueTime)}`,
                ),
              ]
            : []),
          ...cancellationEvidence(situation),
          ...nobody.evidence,
          ...(insight?.waitsAt.map((line) => seen(`it waits ${line}`)) ?? []),
        ],
        consequence: `${end === undefined ? `The timer fires by itself at ${isoTime(next.dueTime)}` : 'The timer never fires'}; ${awaitedText(execution)} may wake the workflow before.${nobody.consequence} ${timeoutText(situation)}`,
        remedy: end === undefined ? [] : [{ text: MORE_TIME }],
        place: { view: 'event', eventId: next.eventId },
        since: next.startedTime,
      },
    ];
  },
};

const MORE_TIME =
  "This run keeps the timeout that it was started with. Start what waits so long with more time: a longer workflowRunTimeout, or lifetime: 'unbounded' (HR2017).";

/** What ends an execution before a time, if anything does, with when. */
function endBefore(time: Instant, { expiresAt, expiresBy }: ExecutionFacts): string | undefined {
  return expiresAt === undefined || expiresAt >= time
    ? undefined
    : `its ${expiresBy ?? 'timeout'} ends it (${isoTime(expiresAt)})`;
}
