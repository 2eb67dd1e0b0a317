import type { Plan, PlanKind } from '../plan';
import { PLACES } from '../place';

/** The activity has succeeded, but nobody heard of it. */
export const lostCompletion: PlanKind = {
  name: 'lost-completion',
  production:
    'the work is done, but the server never hears of it: the network fails, or the worker is stopped just then. After the timeout the activity runs again.',
  plans: ({ calls }) => [...[1, 2].map(repeated), ...(calls.includes('distinct') ? [afterDistinct] : [])],
};

function repeated(repetitions: number): Plan {
  return {
    id: repetitions === 1 ? 'lost-completion' : 'lost-completion/twice',
    story: `the activity ends, its completion is lost${repetitions === 1 ? '' : ' twice'}; it is retried`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      await execution.conclude();
      for (let count = 1; count < repetitions; count++) await execution.conclude();
      await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

/** The retry comes after the timeout, and much may have happened by then. */
const afterDistinct: Plan = {
  id: 'lost-completion/after-distinct',
  story: 'the activity ends, its completion is lost; the distinct call ends meanwhile; the activity is retried',
  depth: 1,
  async run(run) {
    const execution = run.schedule('args', PLACES.home);
    await execution.conclude();
    const other = run.schedule('distinct', PLACES.otherWorkflow);
    await other.conclude();
    await execution.conclude();
    return { execution, other, expects: 'both', comparesResult: false };
  },
};
