import * as sdk from '@temporalio/workflow';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sdkSurface } from '../src/sdk-surface';

const require = createRequire(import.meta.url);
const built = require('@handrail/workflow') as Record<string, unknown>;

it('passes on every value of the SDK that the surface lists, and its own in the place of the others', () => {
  for (const [name, entry] of Object.entries(sdkSurface.values)) {
    const original = (sdk as Record<string, unknown>)[name];
    if (typeof entry === 'object' && 'override' in entry) expect(built[name], name).not.toBe(original);
    else expect(built[name], name).toBe(original);
    expect(built[name], name).toBeDefined();
  }
});

it('exports nothing beyond the mirror but the interceptors, keys and the functions of the SLA', () => {
  expect(Object.keys(built).sort()).toEqual(
    [...Object.keys(sdkSurface.values), 'interceptors', 'operationKey', 'extendSla', 'pauseSla', 'resumeSla'].sort(),
  );
});

it('shows every name to an import of an ES module, as Node sees it', () => {
  const names = Object.keys(sdkSurface.values);
  const script = `import { ${names.join(', ')} } from '@handrail/workflow'; console.log([${names.join(', ')}].includes(undefined));`;
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('false');
});

it('gives the very same functions under the subpaths of the mirror', () => {
  const { sleep } = require('@handrail/workflow/lib/workflow') as typeof sdk;
  expect(sleep).toBe(built['sleep']);
});

it('can be imported outside of a workflow, where its functions fail as the SDK does', () => {
  expect(() => void (built['sleep'] as typeof sdk.sleep)('1 minute')).toThrow(
    'Workflow.sleep(...) may only be used from a Workflow Execution',
  );
  const { charge } = (built['proxyActivities'] as typeof sdk.proxyActivities)<{ charge(): Promise<void> }>({
    startToCloseTimeout: '1 minute',
  });
  expect(() => void charge()).toThrow('may only be used from a Workflow Execution');
});
