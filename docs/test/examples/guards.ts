import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenarios } from '../support/scenario';

// As the server numbers the types of search attributes.
const BOOL = 5;
const DATETIME = 6;

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
  HR2016: {
    async before({ connection, namespace, client }) {
      const searchAttributes = { SlaDeadline: DATETIME, OutOfTimeSla: BOOL };
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes }).catch(() => undefined);
      // The server's parts hear of it one after the other.
      for (let tries = 0; tries < 100; tries += 1) {
        try {
          await client.workflow.count('OutOfTimeSla = true');
          return;
        } catch {
          await wait(100);
        }
      }
    },
  },
  HR2017: { args: { wrong: [], right: [30] } },
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
