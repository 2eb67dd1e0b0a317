import type { Effect } from '../../world';
import type { Point } from './attempt-plan';
import type { CallName } from './subject';

/** One thing that the clean run sent through the gate. */
export interface Step {
  readonly effect: Effect;
  /** Whether it changed something. */
  readonly isEffect: boolean;
  /** How many heartbeats had been sent before it. */
  readonly heartbeats: number;
  /** `e2` for the second effect, `r1` for the first read. */
  readonly name: string;
}

/** What the clean run has shown, from which the plans are made. */
export interface Facts {
  readonly steps: readonly Step[];
  readonly heartbeats: readonly unknown[];
  /** The activity reports success before all that it has sent has come to its end. */
  readonly isHasty: boolean;
  readonly calls: readonly CallName[];
  readonly isVirtual: boolean;
  /** Each attempt gets an activity of its own, as a new worker has it. */
  readonly hasFreshWorkers: boolean;
  /** Some world ends the connections of a worker that dies. */
  readonly hasConnections: boolean;
}

/** Where a plan can meet an attempt, with what a reader calls the place. */
export interface NamedPoint extends Point {
  readonly id: string;
  readonly text: string;
}

/** Before every step, and after the last one; with `effects` alone, where something has changed in between. */
export function boundaries({ steps }: Facts): NamedPoint[] {
  const points = steps.map((step, at): NamedPoint => ({
    at,
    side: 'before',
    id: `before-${step.name}`,
    text: `before ${describeStep(step)}`,
  }));
  return [...points, ...steps.slice(-1).map((step) => after(step, steps.length - 1))];
}

/** After every effect. */
export function afterEffects({ steps }: Facts): NamedPoint[] {
  return steps.flatMap((step, at) => (step.isEffect ? [after(step, at)] : []));
}

/** Before every effect, where that is another place than after the one before it. */
export function beforeEffects({ steps }: Facts): NamedPoint[] {
  return steps.flatMap((step, at): NamedPoint[] => {
    if (!step.isEffect) return [];
    return [{ at, side: 'before', id: `before-${step.name}`, text: `before ${describeStep(step)}` }];
  });
}

function after(step: Step, at: number): NamedPoint {
  return { at, side: 'after', id: `after-${step.name}`, text: `after ${describeStep(step)}` };
}

export function describeStep({ effect, name }: Step): string {
  return `${name.startsWith('e') ? 'effect' : 'read'} ${name.slice(1)} (${effect.label})`;
}
