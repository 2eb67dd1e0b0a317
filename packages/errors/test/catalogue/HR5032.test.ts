import { expect, it } from 'vitest';
import { HR5032 } from '../../src';

it('says what the system is and what it lacks', () => {
  const { message } = HR5032.error({ kind: 'musl', machine: 'linux x64' });
  expect(message).toBe(
    [
      '[HR5032] The native part of the Temporal SDK (@temporalio/core-bridge) cannot be loaded on linux x64: it is built for glibc, and this system has musl, as Alpine Linux does.',
      '  Why:     workers, connections of workers and test environments need it; @handrail/client alone does not.',
      '  Fix:     use an image with glibc, such as node:22-bookworm-slim, in place of node:22-alpine (with a -slim image install ca-certificates, too). Packages such as gcompat do not help.',
      '  Docs:    https://handrail.dev/errors/HR5032        (offline: npx handrail explain HR5032)',
    ].join('\n'),
  );
});
