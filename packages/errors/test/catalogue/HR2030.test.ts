import { expect, it } from 'vitest';
import { HR2030 } from '../../src';

it('says why the schedule waits for nothing', () => {
  const { message } = HR2030.error({
    scheduleId: 'nightly',
    reason: 'spec.endAt, 2020-01-01T00:00:00.000Z, has passed',
  });
  expect(message).toBe(
    [
      '[HR2030] Schedule "nightly" will never start anything by itself: spec.endAt, 2020-01-01T00:00:00.000Z, has passed.',
      '  Why:     the server takes it, and it looks like one that waits for its next time.',
      '  Fix:     give it times that lie ahead; one that is only triggered by hand needs no times, spec: {}.',
      '  Docs:    https://handrail.dev/errors/HR2030        (offline: npx handrail explain HR2030)',
    ].join('\n'),
  );
});
