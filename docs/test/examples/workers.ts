import type { Scenarios } from '../support/scenario';

/** HR5…: what a worker is made of. */
export const workers: Scenarios = {
  HR5006: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
  HR5007: { replace: { both: { 'localhost:8233': { server: 'dead' }, 'localhost:7233': { server: 'plain' } } } },
  HR5018: {
    wrong: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
    // Its worker runs here from the beginning.
    right: { replace: { both: { 'localhost:7233': { server: 'plain' } } }, call: () => undefined },
  },
  HR5009: { environment: { TASK_QUEUE: undefined } },
};
