import { boundaries, type NamedPoint } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import { isFinal } from '../run';

/** Cancellation, by the workflow or by a deploy, and the zombie that learns that nobody waits for it. */
export const cancelled: PlanKind = {
  name: 'cancelled',
  production:
    'somebody cancels the workflow, a deployment shuts the worker down, or an attempt that was given up hears that nobody waits for it.',
  plans: (facts) => {
    const points = boundaries(facts);
    const learns = facts.heartbeats.length > 0;
    return [...(learns ? points.map(requested) : []), ...points.map(shutDown), ...(learns ? points.map(notFound) : [])];
  },
};

function requested(point: NamedPoint): Plan {
  return {
    id: `cancelled/requested/${point.id}`,
    story: `the workflow cancels the activity ${point.text}; it learns so with its next heartbeat and is not retried`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'request-cancel' }] });
      if (first.hitInterruptions === 0) return NOT_REACHED;
      return { execution, expects: 'interrupted', comparesResult: true };
    },
  };
}

function shutDown(point: NamedPoint): Plan {
  return {
    id: `cancelled/worker-shutdown/${point.id}`,
    story: `the worker shuts down ${point.text}; the activity is retried elsewhere`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'shut-down' }] });
      if (first.hitInterruptions === 0) return NOT_REACHED;
      if (!isFinal(first.outcome)) await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function notFound(point: NamedPoint): Plan {
  return {
    id: `cancelled/not-found/${point.id}`,
    story: `attempt 1 hangs ${point.text}; the retry ends; attempt 1 goes on, and its next heartbeat tells it that it is not wanted any more`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await execution.conclude();
      first.reject();
      await run.settleAll();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
