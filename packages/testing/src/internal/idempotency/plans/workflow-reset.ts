import { afterEffects, type NamedPoint } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';

/** A reset runs activities again under another run id, and does not stop the code that is running. */
export const workflowReset: PlanKind = {
  name: 'workflow-reset',
  production:
    'somebody resets the workflow, as after a bad deployment: what had been done is run again under another run id, and what is under way goes on.',
  plans: (facts) => [completed, ...afterEffects(facts).map(inFlight)],
};

const completed: Plan = {
  id: 'workflow-reset/completed',
  story: 'the activity ends; the workflow is reset; the activity runs again under another run id',
  depth: 1,
  async run(run) {
    await run.schedule('args', PLACES.home).conclude();
    const execution = run.schedule('args', PLACES.reset);
    await run.stage.advance(1_000);
    await execution.conclude();
    return { execution, expects: 'once', comparesResult: true };
  },
};

function inFlight(point: NamedPoint): Plan {
  return {
    id: `workflow-reset/in-flight/${point.id}`,
    story: `the workflow is reset while the activity is at the place ${point.text}; it runs again under another run id, then the old one goes on`,
    depth: 1,
    async run(run) {
      const first = await run
        .schedule('args', PLACES.home)
        .attempt({ interruptions: [{ ...point, action: 'freeze' }] });
      if (!first.isFrozen || first.isUnwound) return NOT_REACHED;
      const execution = run.schedule('args', PLACES.reset);
      await run.stage.advance(1_000);
      await execution.conclude();
      await run.settleAll();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
