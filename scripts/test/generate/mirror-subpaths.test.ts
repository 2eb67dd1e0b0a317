import { expect, it } from 'vitest';
import { listModules, mirrorSubpaths } from '../../generate/mirror-subpaths.mjs';

const files: Record<string, string | undefined> = await mirrorSubpaths((comment: string) => `${comment} Generated.`);

it('takes what we override from our own file in every module that exports it', () => {
  expect(files['packages/client/src/sdk/client.ts']).toContain("export { Client } from '../client';");
});

it('passes on a default export, which a star leaves out', () => {
  expect(files['packages/worker/src/sdk/pkg.ts']).toBe(
    "// Generated.\nexport * from '@temporalio/worker/lib/pkg';\nexport { default } from '@temporalio/worker/lib/pkg';\n",
  );
});

it('gives a folder with an index a module under its own name', async () => {
  const modules = await listModules('node_modules/@temporalio/common/lib');
  expect(modules).toEqual(expect.arrayContaining(['internal-non-workflow', 'internal-non-workflow/index', 'encoding']));
});
