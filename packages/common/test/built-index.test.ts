import { HandrailError } from '@handrail/errors';
import * as sdk from '@temporalio/common';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { sdkSurface } from '../src/sdk-surface';

// The file that is published is made by `scripts/build-sandbox.mjs`.
const built = createRequire(import.meta.url)('@handrail/common') as Record<string, unknown>;

it('exports what the surface lists, the very values of the SDK, `definePolicy` and `operationKeyFor`', () => {
  const names = Object.keys(sdkSurface.values).filter((name) => name in sdk);
  expect(Object.keys(built).sort()).toEqual([...names, 'definePolicy', 'operationKeyFor'].sort());
  for (const name of names) expect(built[name], name).toBe((sdk as Record<string, unknown>)[name]);
});

it('throws errors of the same class as everybody else', () => {
  expect(() => (built['definePolicy'] as (policy: unknown) => unknown)({ mode: 'loud' })).toThrow(HandrailError);
});
