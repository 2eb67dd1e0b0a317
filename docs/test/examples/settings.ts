import { Client } from '@handrail/client';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Scenarios } from '../support/scenario';

/** HR9…: settings of policies and processes. */
export const settings: Scenarios = {
  HR9002: {
    async before() {
      writeFileSync(resolve('.cache/error-examples/handrail-baseline.json'), '{ "version": 1, "entries": [] }');
    },
    call: ({ policy }) => new Client({ policy: policy as never }),
  },
  HR9003: { replace: { both: { 'node worker.js': '' } } },
};
