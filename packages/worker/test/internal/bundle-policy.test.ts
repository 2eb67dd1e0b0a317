import { resolvePolicy } from '@handrail/common/host';
import { transformSync } from 'esbuild';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  overrideBundlePolicy,
  policyExpression,
  readBundlePolicy,
  readBundleSdk,
} from '../../src/internal/bundle-policy';

const policy = resolvePolicy({ links: { runbooks: { HR2004: "https://wiki.example/it's?a=b&c=%20#d" } } });
const bundle = (expression: string) => `var result;\n(() => { result = ${expression}; })();\n`;

describe('readBundlePolicy', () => {
  it('reads the policy out of the text of a bundle', () => {
    expect(readBundlePolicy(bundle(policyExpression(policy)))).toEqual(policy);
  });

  it('reads it from a minified bundle, too', () => {
    const { code } = transformSync(bundle(policyExpression(policy)), { minify: true });
    expect(readBundlePolicy(code)).toEqual(policy);
  });

  it('finds none in a bundle that was built without Handrail', () => {
    expect(readBundlePolicy('var __TEMPORAL__;')).toBeUndefined();
    expect(readBundlePolicy(bundle('__HANDRAIL_POLICY__'))).toBeUndefined();
  });

  it('finds none in a bundle that was cut off in the middle of it', () => {
    expect(readBundlePolicy(bundle(policyExpression(policy)).slice(0, 200))).toBeUndefined();
  });
});

describe('policyExpression', () => {
  it('evaluates to what differs from the defaults, which the interceptors in the bundle have themselves', () => {
    const { links, digest } = policy;
    expect(run(bundle(policyExpression(policy)))).toEqual({
      handrailPolicy: 1,
      sdk: expect.any(String),
      links,
      digest,
    });
  });
});

it('tells which SDK a bundle was made with, also a minified one', () => {
  const version = readBundleSdk(bundle(policyExpression(policy)));
  expect(version).toMatch(/^1\.\d+\.\d+/);
  const { code } = transformSync(bundle(policyExpression(policy)), { minify: true });
  expect(readBundleSdk(code)).toBe(version);
  expect(readBundleSdk('var __TEMPORAL__;')).toBeUndefined();
});

describe('overrideBundlePolicy', () => {
  it('changes what it names and nothing else', () => {
    // The SDK runs the bundle's script once; the interceptors, and with them the expression, come later.
    const script = overrideBundlePolicy('var result;', { mode: 'warn', testEnvironment: true });
    const { links, digest } = policy;
    expect(run(`${script} result = ${policyExpression(policy)};`)).toEqual({
      handrailPolicy: 1,
      sdk: expect.any(String),
      links,
      digest,
      mode: 'warn',
      testEnvironment: true,
    });
  });

  it('moves no line of the bundle, and leaves its inline source map at the end where the SDK looks for it', () => {
    const map = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,e30=';
    const code = overrideBundlePolicy(`first\nsecond\n${map}`, { mode: 'warn' });
    expect(code.split('\n').slice(0, 2)).toEqual(['first', 'second']);
    expect(code.endsWith(map)).toBe(true);
  });
});

function run(code: string): unknown {
  const context: { result?: unknown } = {};
  runInNewContext(code, context);
  return JSON.parse(JSON.stringify(context.result));
}
