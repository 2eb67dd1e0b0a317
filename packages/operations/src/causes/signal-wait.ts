import type { Cause } from '../cause';
import { nearestName } from '@handrail/common/host';
import type { Evidence, Remedy } from '../explanation';
import { seen } from '../finding';
import { awaitedText, canBeWoken, isDeadEnd } from '../internal/can-be-woken';
import { expiryText } from '../internal/expiry';
import { nobodyPolls } from '../internal/nobody-polls';
import { agoText, type Situation, temporal, thisWorkflow } from '../situation';

export const signalWait: Cause = {
  slug: 'signal-wait',
  rank: 32,
  find(situation) {
    const { execution } = situation;
    const { status, history, workflowTask, activities, children, nexusOperations, insight, workflowId, workflowType } =
      execution;
    // Beside children that are not its own affair it waits for what can wake it.
    const awaited = canBeWoken(insight) ? children.filter(({ isAbandoned = false }) => !isAbandoned) : children;
    const isIdle = workflowTask === undefined && activities.length + awaited.length + nexusOperations.length === 0;
    if (
      status !== 'RUNNING' ||
      !isIdle ||
      isDeadEnd(insight) ||
      history?.lastTaskCompleted === undefined ||
      history.timers.length > 0
    )
      return [];
    const completed = history.lastTaskCompleted;
    const nobody = nobodyPolls(situation);
    const isSure = history.oldestEventRead === 1;
    return [
      {
        headline: `Workflow "${workflowId}" (${workflowType}) has waited for ${awaitedText(execution)} since its last step ${agoText(situation, completed.time)} ago${isSure ? '' : ', or for a timer that was started long before'}.`,
        evidence: [
          seen(
            `nothing ${children.length > 0 ? 'but children that it has abandoned ' : ''}is pending, and its last workflow task completed`,
            completed.time,
          ),
          ...(history.lastSignal === undefined
            ? []
            : [seen(`the last signal it got was "${history.lastSignal.name}"`, history.lastSignal.time)]),
          ...unhandled(situation),
          ...withoutHandler(situation),
          ...nobody.evidence,
          ...(insight?.waitsAt.map((line) => seen(`it waits ${line}`)) ?? []),
          ...(insight?.currentDetails ? [seen(`it says of itself: ${insight.currentDetails}`)] : []),
          ...(isSure ? [] : [seen(`only the history from event ${history.oldestEventRead} on was read`)]),
        ],
        consequence: `It waits until somebody sends it. Whether that was forgotten cannot be known from outside.${nobody.consequence} ${expiryText(situation)}`,
        remedy: remedies(situation),
        place: { view: 'call-stack' },
        since: completed.time,
      },
    ];
  },
};

/** A signal that came and that no handler has the name of. */
function unhandled({ execution: { history, insight } }: Situation): Evidence[] {
  const name = history?.lastSignal?.name;
  if (name === undefined || insight === undefined || !insight.isDefinitionKnown || insight.signals.includes(name))
    return [];
  const nearest = nearestName(name, insight.signals);
  const meant = nearest === undefined ? '' : `; was "${nearest}" meant?`;
  return [
    seen(
      `no signal handler is called "${name}": unless a default handler took it, it is kept until there is one${meant}`,
    ),
  ];
}

/** Nothing that is sent wakes what handles nothing. */
function withoutHandler({ execution: { insight } }: Situation): Evidence[] {
  if (insight === undefined || !insight.isDefinitionKnown || canBeWoken(insight)) return [];
  return [
    seen(
      'it has no handler of a signal or an update, unless a default one: then only a cancellation can make it go on, or a reset',
    ),
  ];
}

function remedies(situation: Situation): Remedy[] {
  const signals = situation.execution.insight?.signals ?? [];
  if (signals.length === 0) {
    return [
      {
        text: 'See where it waits.',
        command: temporal(situation, 'workflow stack', thisWorkflow(situation)),
      },
    ];
  }
  return signals.slice(0, 3).map((name) => ({
    text: `Send signal "${name}", where that is what it waits for.`,
    command: temporal(situation, 'workflow signal', { ...thisWorkflow(situation), name }),
  }));
}
