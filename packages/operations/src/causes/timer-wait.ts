import type { Cause } from '../cause';
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
    const nobody = nobodyPolls(situation);
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) waits for a timer, which fires ${left > 0 ? `in ${spokenTime(left)}` : 'now'} (${isoTime(next.dueTime)}).`,
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
        consequence: `The timer fires by itself at ${isoTime(next.dueTime)}; ${awaitedText(execution)} may wake the workflow before.${nobody.consequence} ${timeoutText(situation)}`,
        remedy: [],
        place: { view: 'event', eventId: next.eventId },
        since: next.startedTime,
      },
    ];
  },
};
