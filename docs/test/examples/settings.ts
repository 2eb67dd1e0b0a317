import type { Client } from '@handrail/client';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Scenarios } from '../support/scenario';

/** HR6010 and HR9…: settings of policies, processes and commands. */
export const settings: Scenarios = {
  HR9002: {
    async before() {
      writeFileSync(resolve('.cache/error-examples/handrail-baseline.json'), '{ "version": 1, "entries": [] }');
    },
    async call({ policy }) {
      const { Client: OurClient } = await import('@handrail/client');
      return new OurClient({ policy: policy as never }) satisfies Client;
    },
  },
  HR9003: { replace: { both: { 'node worker.js': '' } } },
};
