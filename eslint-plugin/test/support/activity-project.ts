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
