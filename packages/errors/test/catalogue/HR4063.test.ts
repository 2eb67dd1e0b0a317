import { expect, it } from 'vitest';
import { HR4063 } from '../../src';

it('says what to keep together', () => {
  const { message } = HR4063.error({ operation: 'workflow.start' });
  expect(message).toBe(
    [
      '[HR4063] workflow.start: the Temporal server refused the call, and this process cannot read why: gRPC gives neither code nor text.',
      '  Why:     parts of gRPC and protobufjs are in this process twice, mostly because a bundler (of Next.js, Nitro, Vite, esbuild) took some of them into its output and left others in node_modules.',
      '  Fix:     keep all of @temporalio/*, @handrail/*, @grpc/grpc-js, protobufjs and long out of the bundle: serverExternalPackages in Next.js, external in esbuild and Rollup, ssr.external in Vite; then npm ls protobufjs shows whether there are two versions.',
      '  Docs:    https://handrail.dev/errors/HR4063        (offline: npx handrail explain HR4063)',
    ].join('\n'),
  );
});
