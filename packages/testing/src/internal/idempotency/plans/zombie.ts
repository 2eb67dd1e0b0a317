import { boundaries, type NamedPoint } from '../facts';
import { NOT_REACHED, pairsOf, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';

/** The server has given up on an attempt, but its code runs on. */
export const zombie: PlanKind = {
  name: 'zombie',
  production:
    'a worker hangs for a while (a full disk, a frozen machine, a cut network). The server gives the attempt up and starts another one, but nothing stops the code of the first: it goes on later, beside the retry or after it.',
  plans: (facts) => {
    const points = boundaries(facts);
    return [
      ...points.map(afterRetry),
      ...points.map(afterFirstRetry),
      ...(facts.hasConnections ? points.map(dies) : []),
      ...(facts.calls.includes('distinct') ? points.map(afterDistinct) : []),
    ];
  },
  pairs: (facts) => {
    const points = boundaries(facts);
    return [
      pairsOf(points, besideRetry),
      ...(facts.calls.includes('distinct') ? [pairsOf(points, besideDistinct)] : []),
    ];
  },
};

function afterRetry(point: NamedPoint): Plan {
  return {
    id: `zombie/after-retry/${point.id}`,
    story: `attempt 1 hangs ${point.text}; the retry ends; then attempt 1 goes on`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await execution.conclude();
      await run.settleAll();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

/** Its transaction is rolled back, its locks are free: what the retry took for done, since somebody was at it, was never done. */
function dies(point: NamedPoint): Plan {
  return {
    id: `zombie/dies-after-retry/${point.id}`,
    story: `attempt 1 hangs ${point.text}; the retry ends; then the worker of attempt 1 dies`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen) return NOT_REACHED;
      await execution.conclude();
      if (!first.isFrozen) return NOT_REACHED;
      await run.stage.kill(first);
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function afterFirstRetry(point: NamedPoint): Plan {
  return {
    id: `zombie/after-failed-retry/${point.id}`,
    story: `attempt 1 hangs ${point.text}; the retry fails; then attempt 1 goes on, and the activity is retried again`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await run.stage.advance(1_000);
      const second = await execution.attempt();
      // One that succeeds at once is the plan above.
      if (second.outcome?.kind === 'completed') return NOT_REACHED;
      await run.settleAll();
      await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function besideRetry(point: NamedPoint, other: NamedPoint): Plan {
  return {
    id: `zombie/beside-retry/${point.id}/${other.id}`,
    story: `attempt 1 hangs ${point.text}; the retry comes to the place ${other.text}; there attempt 1 goes on to its end, then the retry`,
    depth: 2,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await run.stage.advance(1_000);
      const second = await execution.attempt({ interruptions: [{ ...other, action: 'freeze' }] });
      if (!second.isFrozen || second.isUnwound || !first.isFrozen) return NOT_REACHED;
      first.resume();
      await run.stage.untilRest(first);
      second.resume();
      await run.rest(second);
      await run.settleAll();
      if (second.outcome?.kind !== 'completed') await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function afterDistinct(point: NamedPoint): Plan {
  return {
    id: `zombie/after-distinct/${point.id}`,
    story: `attempt 1 hangs ${point.text}; the retry ends, the distinct call too; then attempt 1 goes on`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await execution.conclude();
      const other = run.schedule('distinct', PLACES.sameRun);
      await other.conclude();
      await run.settleAll();
      return { execution, other, expects: 'both', comparesResult: false };
    },
  };
}

function besideDistinct(point: NamedPoint, place: NamedPoint): Plan {
  return {
    id: `zombie/beside-distinct/${point.id}/${place.id}`,
    story: `attempt 1 hangs ${point.text}; the retry ends; the distinct call comes to the place ${place.text}; there attempt 1 goes on`,
    depth: 2,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      await execution.conclude();
      const other = run.schedule('distinct', PLACES.otherWorkflow);
      const second = await other.attempt({ interruptions: [{ ...place, action: 'freeze' }] });
      if (!second.isFrozen || second.isUnwound || !first.isFrozen) return NOT_REACHED;
      first.resume();
      await run.stage.untilRest(first);
      second.resume();
      await run.rest(second);
      await run.settleAll();
      if (second.outcome?.kind !== 'completed') await other.conclude();
      return { execution, other, expects: 'both', comparesResult: false };
    },
  };
}
