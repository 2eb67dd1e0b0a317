import type { Attempt } from '../attempt';
import { afterEffects, beforeEffects, type Facts, type NamedPoint } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import type { Execution, Run } from '../run';

/** The worker dies at an effect; the server tries again. */
export const crash: PlanKind = {
  name: 'crash',
  production:
    'a deployment, an out-of-memory kill or a lost machine ends the worker in the middle: no catch and no finally runs. After the timeout another worker runs the activity again, from the top.',
  plans: (facts) => [
    ...pointsOfCrash(facts).map((point) => plan(point)),
    ...(facts.isHasty ? [...beforeEffects(facts).map(unawaited), afterReport] : []),
  ],
};

/** What the activity does not wait for dies with its worker, and nobody retries what has been reported. */
function unawaited(point: NamedPoint): Plan {
  return {
    id: `crash/unawaited-${point.id}`,
    story: `the activity reports success without waiting for what it has sent; the worker dies ${point.text}`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      await run.stage.letRun();
      if (!first.isFrozen || !first.hasReported) return NOT_REACHED;
      first.report();
      await run.stage.kill(first);
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

const afterReport: Plan = {
  id: 'crash/unawaited-after-report',
  story: 'the activity reports success before it has done everything; its worker dies',
  depth: 1,
  async run(run) {
    const execution = run.schedule('args', PLACES.home);
    const first = await execution.attempt();
    if (first.outcome?.kind !== 'completed') return NOT_REACHED;
    await run.stage.kill(first);
    return { execution, expects: 'once', comparesResult: true };
  },
};

/** Before and after every effect, without the places between two effects that are the same. */
export function pointsOfCrash(facts: Facts): NamedPoint[] {
  const { steps } = facts;
  const before = beforeEffects(facts).filter(({ at }) => {
    const previous = steps[at - 1];
    return previous === undefined || !previous.isEffect || previous.heartbeats !== steps[at]?.heartbeats;
  });
  return [...before, ...afterEffects(facts)].sort(
    (one, other) => one.at - other.at || (one.side === 'before' ? -1 : 1),
  );
}

function plan(point: NamedPoint): Plan {
  return retriedAfterCrash(
    point,
    { id: `crash/${point.id}`, story: `the worker dies ${point.text}; the activity is retried` },
    ({ execution }) => execution.conclude(),
  );
}

/** The worker dies at a place, and the activity comes to its end in one way or another. */
export function retriedAfterCrash(
  point: NamedPoint,
  { id, story }: Pick<Plan, 'id' | 'story'>,
  retry: (crashed: { readonly run: Run; readonly execution: Execution; readonly first: Attempt }) => Promise<unknown>,
): Plan {
  return {
    id,
    story,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen) return NOT_REACHED;
      await run.stage.kill(first);
      await retry({ run, execution, first });
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
