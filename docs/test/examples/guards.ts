import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenarios } from '../support/scenario';

const photo = join(tmpdir(), 'handrail-docs-photo.jpg');

/** HR2… and HR3…: options and payloads. */
export const guards: Scenarios = {
  HR2004: {
    args: [],
    activities: { exportLedger: async () => '2026-01' },
    also: { right: { HR2005: 'an attempt of three hours stays discouraged' } },
  },
  HR2005: { args: { wrong: [], right: ['2026-01', 2] } },
  HR2008: { activities: { chargeOnce: async () => undefined } },
  HR2011: { also: { wrong: { HR2003: 'what it should have waived' } } },
  HR2012: { replace: { both: { "'payments'": "'orders'" } } },
  HR2018: { replace: { both: { "'payments'": "'orders'" } } },
  HR3002: {
    replace: { wrong: { "'photo.jpg'": JSON.stringify(photo) } },
    async before() {
      writeFileSync(photo, Buffer.alloc(3 * 1024 * 1024));
    },
  },
  HR3006: { args: [] },
  HR3008: { environment: { PAYLOAD_KEY: '00'.repeat(32), PAYLOADS_KEY: undefined } },
};
