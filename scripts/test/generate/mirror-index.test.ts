import { expect, it } from 'vitest';
import { mirrorRegion } from '../../generate/mirror-index.mjs';

it('re-exports by name, ours before the SDK, types apart, and leaves out what is blocked', () => {
  const region = mirrorRegion({
    package: '@temporalio/client',
    values: {
      WorkflowClient: 'passthrough',
      Client: { override: './client', because: 'adds the plugin' },
      errors: { blocked: 'deprecated since 1.0' },
      Connection: { passthrough: true, since: '1.23.0' },
    },
    types: { ClientOptions: { override: './client', because: 'takes a policy' }, Metadata: 'passthrough' },
  });
  expect(region.split('\n').slice(1, -2)).toEqual([
    "export { Client } from './client';",
    "export { Connection, WorkflowClient } from '@temporalio/client';",
    "export type { ClientOptions } from './client';",
    "export type { Metadata } from '@temporalio/client';",
    "export type { Client as SdkClient } from '@temporalio/client';",
  ]);
});

it('gives what ours replaces a second name, in types only', () => {
  const values = { sleep: { override: './timers' }, log: 'passthrough' };
  expect(mirrorRegion({ package: '@temporalio/workflow', values, types: {} }).split('\n')).toContain(
    "export type { sleep as SdkSleep } from '@temporalio/workflow';",
  );
});

it('names the export whose entry it cannot read', () => {
  const surface = { package: '@temporalio/client', values: { Client: { overide: './client' } }, types: {} };
  expect(() => mirrorRegion(surface)).toThrow('Client is neither');
});
