import { describe, expect, it } from 'vitest';
import { type InstalledPackage, versionProblems } from '../../src/host/supported-versions';

const NODE = '20.19.0';

function installed(version: string, name = '@temporalio/client', user = '@handrail/client'): InstalledPackage {
  return { name, version, path: `node_modules/${name}`, user };
}

function heads(node: string, ...packages: InstalledPackage[]): string[] {
  return versionProblems(node, packages).map(({ code, head }) => `[${code}] ${head}`);
}

describe('versionProblems', () => {
  it.each(['1.22.0', '1.23.4', '1.24.0', '1.24.1-rc.0'])('is content with SDK %s', (version) => {
    expect(heads(NODE, installed(version))).toEqual([]);
  });

  it.each(['20.19.0', '20.20.1', '22.0.0', '24.3.0'])('is content with Node.js %s', (node) => {
    expect(heads(node, installed('1.24.0'))).toEqual([]);
  });

  it.each(['1.21.1', '1.25.0', '2.0.0', '0.22.0'])('names SDK %s, where it is and what is supported', (version) => {
    expect(heads(NODE, installed(version))).toEqual([
      `[HR4010] Handrail supports Temporal SDK 1.22 to 1.24, and found @temporalio/client ${version} (node_modules/@temporalio/client).`,
    ]);
  });

  it.each(['18.20.4', '20.18.3'])('names Node.js %s and what is needed', (node) => {
    expect(heads(node, installed('1.24.0'))).toEqual([
      `[HR4011] This process runs on Node.js ${node}; Handrail needs 20.19 or newer.`,
    ]);
  });

  it('names each version once where packages are of different ones', () => {
    expect(
      heads(NODE, installed('1.24.0'), installed('1.24.0', '@temporalio/common'), {
        ...installed('1.23.0', '@temporalio/worker', 'the worker'),
        path: 'packages/shop/node_modules/@temporalio/worker',
      }),
    ).toEqual([
      '[HR4012] Two versions of the Temporal SDK are in use: @handrail/client has @temporalio/client 1.24.0 (node_modules/@temporalio/client), the worker has @temporalio/worker 1.23.0 (packages/shop/node_modules/@temporalio/worker).',
    ]);
  });

  it('lists everything that is wrong', () => {
    expect(versionProblems('18.0.0', [installed('1.21.0'), installed('1.24.0', '@temporalio/common')])).toHaveLength(3);
  });
});
