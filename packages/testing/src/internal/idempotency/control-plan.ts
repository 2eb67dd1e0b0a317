import { PLACES } from './place';
import type { Plan } from './plan';

/** The call alone, once more: after all plans it must end as it did before them. */
export function controlPlan(isRetried: boolean): Plan {
  return {
    id: 'clean-run',
    story: 'the activity runs without any fault',
    depth: 0,
    async run(run) {
      const execution = run.schedule('args', PLACES.home);
      // What fails each time has been looked at after one attempt.
      await (isRetried ? execution.conclude() : execution.attempt());
      return { execution, expects: 'once', comparesResult: true };
    },
  };
}
