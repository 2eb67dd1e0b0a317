import { faultsOf } from '../connection-faults';
import { describeStep } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import { isFinal } from '../run';

/** The effect takes place but its answer does not arrive; or it is refused, which the activity must not take for success. */
export const error: PlanKind = {
  name: 'error',
  production:
    'a request is carried out and its answer is lost on the way (a timeout, a reset connection, a 500), or the receiver is down and nothing is carried out. The activity sees an error in either case.',
  plans: ({ steps }) =>
    steps.flatMap((step, at) =>
      step.isEffect
        ? faultsOf(step.effect).map((fault, index): Plan => ({
            id: `error/${step.name}/${fault.name}`,
            story: `${describeStep(step)} ${fault.landed ? 'takes place' : 'does not take place'}, and the activity sees: ${fault.name.replaceAll('-', ' ')}`,
            depth: 1,
            isLanded: fault.landed,
            async run(run) {
              const execution = run.schedule('args', PLACES.home);
              const side = fault.landed ? 'after' : 'before';
              const first = await execution.attempt({ interruptions: [{ at, side, action: 'fail', fault: index }] });
              if (first.hitInterruptions === 0) return NOT_REACHED;
              if (!isFinal(first.outcome)) await execution.conclude();
              return { execution, expects: 'once', comparesResult: true };
            },
          }))
        : [],
    ),
};
