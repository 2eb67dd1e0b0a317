import { defineError } from '../define-error';

export const HR4025 = defineError<{ address: string; speaks: string }>({
  code: 'HR4025',
  title: 'What listens at the address is not a Temporal server',
  disposition: 'report',
  head: ({ address, speaks }) => `What listens at ${address} is not a Temporal server: it speaks ${speaks}.`,
  why: () =>
    'a Temporal server speaks gRPC, which needs HTTP/2 from end to end; a proxy or load balancer that turns it into HTTP/1 breaks it.',
  fix: () =>
    'check the port (the frontend has 7233 for gRPC; 7243 is its HTTP API, 8233 or 8080 the UI), and let a proxy on the way pass gRPC through.',
  example: { address: 'localhost:8233', speaks: 'HTTP/1.1' },
});
