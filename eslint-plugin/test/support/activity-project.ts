import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The name of a workflow file in a project whose activities lie beside it, in `./activities`. */
export function besideActivities(activities: string, manifest = '{ "name": "shop" }'): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-activities-')));
  mkdirSync(join(root, 'src/workflows'), { recursive: true });
  writeFileSync(join(root, 'package.json'), manifest);
  writeFileSync(join(root, 'src/workflows/activities.ts'), activities);
  return join(root, 'src/workflows/order.ts');
}

/**
 * The invalid case of a workflow that calls an activity as a function, with the suggestion that mends it.
 *
 * @param filename a workflow file beside `charge`
 * @param others further imports of the file, each with its line's end
 */
export function activityCalledDirectly(filename: string, message: string, others = '') {
  const call = `export async function order() { return await charge('x'); }`;
  return {
    name: 'an activity that is called directly',
    code: `import { charge } from './activities';\n${others}${call}`,
    filename,
    errors: [
      {
        message,
        suggestions: [
          {
            messageId: 'suggestion',
            data: { text: 'Call it as an activity.' },
            output: `import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
${others}
const { charge } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
${call}`,
          },
        ],
      },
    ],
  };
}
