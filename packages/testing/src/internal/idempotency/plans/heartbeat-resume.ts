import type { Attempt } from '../attempt';
import type { Facts, NamedPoint } from '../facts';
import type { Plan, PlanKind } from '../plan';
import { PLACES } from '../place';
import { pointsOfCrash, retriedAfterCrash } from './crash';

/** Heartbeats are throttled and lost with the worker: a retry may be handed any earlier details. */
export const heartbeatResume: PlanKind = {
  name: 'heartbeat-resume',
  production:
    'heartbeats are sent in bundles, and the last ones are lost with the worker: the retry is given older details than the activity has recorded.',
  plans: (facts) => {
    const total = facts.heartbeats.length;
    if (total === 0) return [];
    const lost = range(total).map((given) => lostCompletion(given));
    const crashes = pointsOfCrash(facts).flatMap((point) =>
      range(sentBefore(facts, point)).map((given) => crashed(point, given)),
    );
    return [...lost, ...crashes];
  },
};

function sentBefore({ steps, heartbeats }: Facts, { at, side }: NamedPoint): number {
  // A crash after a step comes before the heartbeats that follow it.
  const step = steps[at];
  return step === undefined
    ? heartbeats.length
    : side === 'before' || step.isEffect
      ? step.heartbeats
      : heartbeats.length;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_each, index) => index);
}

function text(given: number): string {
  return given === 0 ? 'no heartbeat details' : `the details of heartbeat ${given}`;
}

function lostCompletion(given: number): Plan {
  return {
    id: `heartbeat-resume/completed/heartbeat-${given}`,
    story: `the activity ends, its completion is lost; the retry is given ${text(given)}`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt();
      await execution.conclude({ heartbeat: { details: detailsOf(first, given) } });
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function crashed(point: NamedPoint, given: number): Plan {
  return retriedAfterCrash(
    point,
    {
      id: `heartbeat-resume/${point.id}/heartbeat-${given}`,
      story: `the worker dies ${point.text}; the retry is given ${text(given)}`,
    },
    ({ execution, first }) => execution.conclude({ heartbeat: { details: detailsOf(first, given) } }),
  );
}

function detailsOf({ heartbeats }: Attempt, given: number): unknown {
  return given === 0 ? undefined : heartbeats[given - 1];
}
