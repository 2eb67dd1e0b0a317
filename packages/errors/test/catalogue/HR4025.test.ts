import { expect, it } from 'vitest';
import { HR4025 } from '../../src';

it('words the mistake, why it matters and what to do', () => {
  const { message } = HR4025.error({
    address: 'localhost:8233',
    speaks: 'HTTP/1.1',
  });
  expect(message).toBe(
    [
      '[HR4025] What listens at localhost:8233 is not a Temporal server: it speaks HTTP/1.1.',
      '  Why:     a Temporal server speaks gRPC, which needs HTTP/2 from end to end; a proxy or load balancer that turns it into HTTP/1 breaks it.',
      '  Fix:     check the port (the frontend has 7233 for gRPC; 7243 is its HTTP API, 8233 or 8080 the UI), and let a proxy on the way pass gRPC through.',
      '  Docs:    https://handrail.dev/errors/HR4025        (offline: npx handrail explain HR4025)',
    ].join('\n'),
  );
});
