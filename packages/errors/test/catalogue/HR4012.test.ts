import { expect, it } from 'vitest';
import { HR4012 } from '../../src';

it('names each copy with who has it, version and place', () => {
  const { message } = HR4012.error({
    copies: [
      {
        name: '@temporalio/client',
        version: '1.24.0',
        path: 'node_modules/@temporalio/client',
        user: '@handrail/client',
      },
      {
        name: '@temporalio/client',
        version: '1.22.0',
        path: 'packages/shop/node_modules/@temporalio/client',
        user: 'the connection',
      },
    ],
  });
  expect(message).toBe(
    [
      '[HR4012] Two versions of the Temporal SDK are in use: @handrail/client has @temporalio/client 1.24.0 (node_modules/@temporalio/client), the connection has @temporalio/client 1.22.0 (packages/shop/node_modules/@temporalio/client).',
      '  Why:     objects of one version are handed to the other, which expects other fields of them: it fails later, in the middle of a call.',
      '  Fix:     name all of them in package.json, with one version (npm install @temporalio/client@1.24.0); npm ls @temporalio/common shows who brings another copy.',
      '  Docs:    https://handrail.dev/errors/HR4012        (offline: npx handrail explain HR4012)',
    ].join('\n'),
  );
});

it('names the package that nobody asked for, and so came in the newest release', () => {
  const { message } = HR4012.error({
    copies: [
      {
        name: '@temporalio/client',
        version: '1.23.0',
        path: 'node_modules/@temporalio/client',
        user: '@handrail/client',
      },
      {
        name: '@temporalio/common',
        version: '1.24.0',
        path: 'node_modules/@temporalio/common',
        user: '@handrail/client',
      },
    ],
  });
  expect(message).toContain('npm install @temporalio/client@1.23.0 @temporalio/common@1.23.0');
});
