import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-library-')));
mkdirSync(join(root, 'src/workflows'), { recursive: true });
mkdirSync(join(root, 'src/library'));
writeFileSync(join(root, 'package.json'), '{ "name": "shop", "type": "module" }');
writeFileSync(
  join(root, 'src/workflows/order.ts'),
  "import * as library from '../library/steps';\nexport async function order() { return library; }\n",
);
writeFileSync(join(root, 'src/library/steps.ts'), 'export {};\n');

/** A case whose file is workflow code, since a workflow imports it, but exports no workflows of its own. */
export function libraryFile(code: string): { readonly code: string; readonly filename: string } {
  return { code, filename: join(root, 'src/library/steps.ts') };
}
