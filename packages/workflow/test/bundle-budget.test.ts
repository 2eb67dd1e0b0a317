import { bundleWorkflowCode } from '@handrail/worker';
import * as raw from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const BUDGET_BYTES = 15_000;
const BUNDLING_MILLISECONDS = 60_000;

const logger = new raw.DefaultLogger('ERROR');

it(
  'adds no more to a workflow bundle than the budget allows, comments and policy included',
  async () => {
    const before = await raw.bundleWorkflowCode({ workflowsPath: path('plain-raw.ts'), logger });
    const after = await bundleWorkflowCode({ workflowsPath: path('plain.ts'), logger });
    const growth = withoutSourceMap(after.code).length - withoutSourceMap(before.code).length;
    expect(growth).toBeGreaterThan(0);
    expect(growth).toBeLessThanOrEqual(BUDGET_BYTES);
  },
  BUNDLING_MILLISECONDS,
);

it(
  'stands in the bundle once, for mirror and interceptors together',
  async () => {
    const { code } = await bundleWorkflowCode({ workflowsPath: path('plain.ts'), logger });
    const modules = [...withoutSourceMap(code).matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map(([, module]) => module!);
    expect(
      modules.filter((module) => /\/(workflow|common|errors)\/lib\//.test(module.replace(/^.*@temporalio.*$/, ''))),
    ).toEqual([expect.stringMatching(/workflow\/lib\/core\.js$/)]);
    expect(code.match(/Symbol\.for\("hr\.run"\)/g)).toHaveLength(1);
  },
  BUNDLING_MILLISECONDS,
);

function withoutSourceMap(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=data:.*$/s, '');
}

function path(file: string): string {
  return fileURLToPath(new URL(`./workflows/${file}`, import.meta.url));
}
