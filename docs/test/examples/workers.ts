import type { Scenarios } from '../support/scenario';

/** HR5… and HR6…: what a worker is made of, and what its workflows do. */
export const workers: Scenarios = {
  HR5006: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
  HR5007: { replace: { both: { 'localhost:8233': { server: 'dead' }, 'localhost:7233': { server: 'plain' } } } },
  HR6012: {
    args: { wrong: [{}], right: ['2026-01'] },
    activities: { charge: async (key: string) => key },
  },
  HR5018: {
    wrong: { replace: { both: { 'localhost:7233': { server: 'plain' } } } },
    // Its worker runs here from the beginning.
    right: { replace: { both: { 'localhost:7233': { server: 'plain' } } }, call: () => undefined },
  },
  HR5009: { environment: { TASK_QUEUE: undefined } },
};
