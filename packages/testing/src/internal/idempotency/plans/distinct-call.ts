import type { Place } from '../place';
import { PLACES } from '../place';
import type { Plan, PlanKind } from '../plan';

/** The other half of idempotency: what is not a repetition must take effect. */
export const distinctCall: PlanKind = {
  name: 'distinct-call',
  production:
    'the next order comes, the next payment: a call of its own, which happens to look like the first one in some respect.',
  plans: ({ calls }) =>
    calls.includes('distinct')
      ? [
          plan('other-workflow', 'from another workflow', PLACES.otherWorkflow),
          plan('same-run', 'from the same workflow run', PLACES.sameRun),
          plan('continued', 'after continue-as-new: same workflow id and activity id, another run', PLACES.continued),
        ]
      : [],
};

function plan(id: string, text: string, place: Place): Plan {
  return {
    id: `distinct-call/${id}`,
    story: `the activity ends; then the distinct call comes ${text}`,
    depth: 1,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      await execution.conclude();
      const other = run.schedule('distinct', place);
      await run.stage.advance(1_000);
      await other.conclude();
      return { execution, other, expects: 'distinct-took-effect', comparesResult: false };
    },
  };
}
