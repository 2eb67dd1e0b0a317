import type { Effect, EffectFault } from '../../world';

const CONNECTION_FAULTS: readonly EffectFault[] = [
  {
    name: 'lost-answer',
    landed: true,
    outcome: () => {
      throw Object.assign(new Error('The connection was lost before the answer came (read ECONNRESET)'), {
        code: 'ECONNRESET',
      });
    },
  },
  {
    name: 'refused',
    landed: false,
    outcome: () => {
      throw Object.assign(new Error('Nobody answers (connect ECONNREFUSED)'), { code: 'ECONNREFUSED' });
    },
  },
];

/** How the caller of an effect may see it fail. */
export function faultsOf(effect: Effect): readonly EffectFault[] {
  return effect.faults ?? CONNECTION_FAULTS;
}
