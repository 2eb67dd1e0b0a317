import type { EffectFault } from '../../../world';
import { faultsOf } from '../connection-faults';
import { describeStep, type Step } from '../facts';
import { NOT_REACHED, type Plan, type PlanKind } from '../plan';
import { PLACES } from '../place';
import { isFinal } from '../run';

/** The effect takes place but its answer does not arrive; or it is refused, which the activity must not take for success. */
export const error: PlanKind = {
  name: 'error',
  production:
    'a request is carried out and its answer is lost on the way (a timeout, a reset connection, a 500), or the receiver is down and nothing is carried out. The activity sees an error in either case.',
  plans: ({ steps }) => [
    ...steps.flatMap((step, at) => failuresOf(step).map((failure) => once(step, at, failure))),
    ...steps.flatMap((step, at) =>
      failuresOf(step).flatMap((failure) => (failure.fault.landed ? [] : [lasting(step, at, failure)])),
    ),
  ],
};

interface Failure {
  readonly fault: EffectFault;
  readonly index: number;
}

function failuresOf({ isEffect, effect }: Step): Failure[] {
  return isEffect ? faultsOf(effect).map((fault, index) => ({ fault, index })) : [];
}

function once(step: Step, at: number, { fault, index }: Failure): Plan {
  return {
    id: `error/${step.name}/${fault.name}`,
    story: `${describeStep(step)} ${fault.landed ? 'takes place' : 'does not take place'}, and the activity sees: ${shown(fault)}`,
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
  };
}

/** An activity that tries again by itself meets the receiver as it was: down. */
function lasting(step: Step, at: number, { fault, index }: Failure): Plan {
  return {
    id: `error/${step.name}/${fault.name}/stays`,
    story: `${describeStep(step)} does not take place however often attempt 1 tries, and the activity sees: ${shown(fault)}`,
    depth: 1,
    isLanded: false,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      const first = await execution.attempt({
        interruptions: [{ at, side: 'before', action: 'fail', fault: index, isLasting: true }],
      });
      // Who does not try again has been seen by the plan in which it fails once.
      if (first.hitInterruptions < 2) return NOT_REACHED;
      if (!isFinal(first.outcome)) await execution.conclude();
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}

function shown(fault: EffectFault): string {
  return fault.name.replaceAll('-', ' ');
}
