// HR4012 for a bundle that another minor version of the SDK has made: what it would fail of are words of the core's.
import { resolvePolicy, setHost } from '@handrail/common/host';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyExpression } from '../../src/internal/bundle-policy';
import { inspectPrebuiltBundle } from '../../src/internal/prebuilt-bundle';
import { installedSdk } from '../../src/internal/supported-sdk';

const policy = resolvePolicy();
const installed = installedSdk() ?? '';
const [major, minor, patch] = installed.split('.').map(Number) as [number, number, number];

/** A bundle that tells which SDK has made it. */
function bundleOf(version: string): { code: string } {
  const carried = policyExpression(policy).replaceAll(encodeURIComponent(installed), encodeURIComponent(version));
  const map = Buffer.from(JSON.stringify({ version: 3, sources: [], mappings: '' })).toString('base64');
  return {
    code: `var __TEMPORAL__ = ${carried};\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${map}`,
  };
}

let warnings: string[];

beforeEach(() => {
  warnings = [];
  setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
});
afterEach(() => setHost({}));

describe('a bundle that the SDK has made', () => {
  it.each([
    ['before', `${major}.${minor - 1}.0`],
    ['later', `${major}.${minor + 1}.0`],
    ['in another major version', `${major + 1}.${minor}.${patch}`],
  ])('%s is told of, with both versions', async (_, version) => {
    const bundle = bundleOf(version);
    await inspectPrebuiltBundle(bundle, policy, 'orders');
    expect(warnings.map((warning) => warning.split('\n', 1)[0])).toEqual([
      `[HR4012] Two versions of the Temporal SDK are in use: @handrail/worker has @temporalio/worker ${installed} (node_modules), a prebuilt workflow bundle has @temporalio/workflow ${version} (build it again).`,
    ]);
  });

  it.each([
    ['in the same version', installed],
    ['in another patch of it', `${major}.${minor}.${patch + 1}`],
  ])('%s is not', async (_, version) => {
    await inspectPrebuiltBundle(bundleOf(version), policy, 'orders');
    expect(warnings).toEqual([]);
  });
});
