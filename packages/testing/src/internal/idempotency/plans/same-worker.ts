import type { Plan, PlanKind } from '../plan';
import { distinctCall } from './distinct-call';
import { error } from './error';
import { lostCompletion } from './lost-completion';

/** What a worker remembers outlives the attempt: caches, memos, promises that are kept. Other plans give each attempt a new worker. */
export const sameWorker: PlanKind = {
  name: 'same-worker',
  production:
    'the worker process that has run the activity is still there with all that it remembers, and runs the retry or the next call, too.',
  plans: (facts) => {
    if (!facts.hasFreshWorkers) return [];
    const [repeated] = lostCompletion.plans(facts);
    const [distinct] = distinctCall.plans(facts);
    return [repeated, distinct, ...error.plans(facts)].flatMap((plan) =>
      plan === undefined ? [] : [onOneWorker(plan)],
    );
  },
};

function onOneWorker(plan: Plan): Plan {
  return {
    ...plan,
    id: `same-worker/${plan.id}`,
    story: `${plan.story}; all of it in one worker process`,
    run(run) {
      run.stayWithOneWorker();
      return plan.run(run);
    },
  };
}
