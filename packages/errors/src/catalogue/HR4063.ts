import { defineError } from '../define-error';

export const HR4063 = defineError<{ operation: string }>({
  code: 'HR4063',
  title: 'The answer of the server cannot be read by this process',
  disposition: 'report',
  head: ({ operation }) =>
    `${operation}: the Temporal server refused the call, and this process cannot read why: gRPC gives neither code nor text.`,
  why: () =>
    'parts of gRPC and protobufjs are in this process twice, mostly because a bundler (of Next.js, Nitro, Vite, esbuild) took some of them into its output and left others in node_modules.',
  fix: () =>
    'keep all of @temporalio/*, @handrail/*, @grpc/grpc-js, protobufjs and long out of the bundle: serverExternalPackages in Next.js, external in esbuild and Rollup, ssr.external in Vite; then npm ls protobufjs shows whether there are two versions.',
  example: { operation: 'workflow.start' },
});
