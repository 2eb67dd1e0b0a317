import { describe, expect, it } from 'vitest';
import { rewriteJson, rewriteManifest, rewriteSource, rewriteSpecifier } from '../../drop-in/rewrite-imports.mjs';

describe('rewriteSpecifier', () => {
  it.each([
    ['@temporalio/workflow', '@handrail/workflow'],
    ['@temporalio/common/lib/time', '@handrail/common/lib/time'],
    ['^@temporalio/worker$', '^@handrail/worker$'],
    ['@temporalio/envconfig', '@temporalio/envconfig'],
    ['@temporalio/workflow-streams/client', '@temporalio/workflow-streams/client'],
    ['@temporalio/worker.Runtime', '@temporalio/worker.Runtime'],
    ['../node_modules/@temporalio/worker', '../node_modules/@temporalio/worker'],
  ])('turns %s into %s', (before, after) => {
    expect(rewriteSpecifier(before)).toBe(after);
  });
});

describe('rewriteSource', () => {
  const rewritten = (text: string, path = 'a.ts') => rewriteSource(path, text);

  it.each([
    [`import * as workflow from '@temporalio/workflow';`],
    [`import type { Duration } from "@temporalio/common";`],
    [`export { proxyActivities } from '@temporalio/workflow';`],
    [`const { Client } = require('@temporalio/client');`],
    [`const worker = await import('@temporalio/worker');`],
    [`type Options = import('@temporalio/client').ClientOptions;`],
    [`jest.mock('@temporalio/activity', () => ({ ...jest.requireActual('@temporalio/activity'), log: {} }));`],
    [`const alias = { '@temporalio/workflow': 'x' };`],
    [`import client = require('@temporalio/client');`],
  ])('renames in %s', (text) => {
    expect(rewritten(text)).toBe(text.replaceAll('@temporalio/', '@handrail/'));
  });

  it('renames types in the comments of a JavaScript file, which has no other place for them', () => {
    expect(rewritten(`/** @type {import('@temporalio/worker').WorkerOptions} */\nmodule.exports = {};`, 'a.cjs')).toBe(
      `/** @type {import('@handrail/worker').WorkerOptions} */\nmodule.exports = {};`,
    );
  });

  it('keeps comments, prose and every space', () => {
    const text = `// see @temporalio/worker\nimport  {a}from '@temporalio/nexus' ;\nlog('install @temporalio/worker');\n`;
    expect(rewritten(text)).toBe(text);
  });

  it('keeps the name of an augmented module: the types behind it are still the SDK', () => {
    const text = `declare module '@temporalio/common/lib/activity-options' { interface ActivityOptions { team?: string } }`;
    expect(rewritten(text)).toBe(text);
  });

  it('understands JSX', () => {
    expect(rewritten(`import '@temporalio/client';\nexport const page = <p title="it's">{1}</p>;`, 'a.tsx')).toBe(
      `import '@handrail/client';\nexport const page = <p title="it's">{1}</p>;`,
    );
  });
});

describe('rewriteManifest', () => {
  const manifest = (fields: object) => `${JSON.stringify(fields, null, 2)}\n`;

  it('renames dependencies and gives the new ones a range', () => {
    expect(
      rewriteManifest(
        manifest({ dependencies: { '@temporalio/client': '^1.0.0', '@temporalio/envconfig': '^1.0.0', ms: '3' } }),
        { range: '^0.1.0' },
      ),
    ).toBe(manifest({ dependencies: { '@handrail/client': '^0.1.0', '@temporalio/envconfig': '^1.0.0', ms: '3' } }));
  });

  it('keeps the SDK beside Handrail when it is told to, and adds the peers that were not named, in its version', () => {
    expect(
      rewriteManifest(manifest({ dependencies: { '@temporalio/client': '1.23.0', ms: '3' } }), {
        range: '*',
        keepSdk: true,
        peersOf: () => ['@temporalio/client', '@temporalio/common'],
      }),
    ).toBe(
      manifest({
        dependencies: {
          '@temporalio/client': '1.23.0',
          '@temporalio/common': '1.23.0',
          '@handrail/client': '*',
          ms: '3',
        },
      }),
    );
  });

  it('leaves overrides alone: they hold for the packages of the SDK, which stay in the tree', () => {
    const text = manifest({ overrides: { '@temporalio/common': '1.23.0' } });
    expect(rewriteManifest(text, { range: '*' })).toBe(text);
  });

  it('renames in the sections of tools', () => {
    expect(
      rewriteManifest(manifest({ jest: { moduleNameMapper: { '^@temporalio/worker$': '<rootDir>/fake' } } }), {
        range: '*',
      }),
    ).toBe(manifest({ jest: { moduleNameMapper: { '^@handrail/worker$': '<rootDir>/fake' } } }));
  });

  it('leaves a manifest that has nothing to rename as it was written', () => {
    const text = '{ "name": "app",\n\t"private": true }';
    expect(rewriteManifest(text, { range: '*' })).toBe(text);
  });
});

describe('rewriteJson', () => {
  it('renames keys and values, comments or not', () => {
    expect(
      rewriteJson('{ // SDK\n "paths": { "@temporalio/common/*": ["x"] }, "types": ["@temporalio/testing"] }'),
    ).toBe('{ // SDK\n "paths": { "@handrail/common/*": ["x"] }, "types": ["@handrail/testing"] }');
  });
});
