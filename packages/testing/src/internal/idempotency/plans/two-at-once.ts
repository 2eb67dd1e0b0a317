import type { Attempt } from '../attempt';
import { type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import type { Run } from '../run';

/** Two workers run the same activity step by step beside each other. */
export const twoAtOnce: PlanKind = {
  name: 'two-at-once',
  production: 'an attempt is only slow. The server gives it up and starts another one, and both run at the same time.',
  plans: ({ steps }) => [0, 1, 2].filter((lead) => lead === 0 || lead < steps.length).map(plan),
};

function plan(lead: number): Plan {
  return {
    id: `two-at-once/lead-${lead}`,
    story: `attempts 1 and 2 run at the same time, one step each in turn${lead === 0 ? '' : `, attempt 1 being ${lead} ahead`}`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.start({ isStepwise: true });
      await run.stage.untilRest(first);
      for (let count = 0; count < lead; count++) await stepOn(run, first);
      const second = await execution.start({ isStepwise: true });
      await run.stage.untilRest(second);
      await alternate(run, [first, second]);
      if (second.outcome?.kind !== 'completed') await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

async function stepOn(run: Run, attempt: Attempt): Promise<void> {
  attempt.isBlocked = false;
  attempt.resume();
  await run.stage.untilRest(attempt);
}

/** One step each in turn, until both have ended or neither can go on. */
async function alternate(run: Run, attempts: readonly Attempt[]): Promise<void> {
  for (let idle = 0; idle < 2;) {
    const before = attempts.map(({ passages }) => passages.length).join();
    for (const attempt of attempts) if (attempt.outcome === undefined) await stepOn(run, attempt);
    if (attempts.every(({ outcome }) => outcome !== undefined)) return;
    idle = attempts.map(({ passages }) => passages.length).join() === before ? idle + 1 : 0;
  }
  await run.settleAll();
}
