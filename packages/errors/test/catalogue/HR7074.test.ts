import { expect, it } from 'vitest';
import { HR7074 } from '../../src';

it('names the sink and the notice, and says that it is not lost', () => {
  const { message } = HR7074.error({
    sink: 'the webhook at https://alerts.example.com',
    notificationId: 'sla_5c1e0f',
    reason: 'it answered 503',
  });
  expect(message).toBe(
    [
      '[HR7074] The notice sla_5c1e0f could not be delivered to the webhook at https://alerts.example.com: it answered 503',
      '  Why:     nobody knows of the late execution yet. The notice stays due, and the next check delivers it under the same id.',
      '  Fix:     see whether the webhook at https://alerts.example.com answers, and whether its address and secret are right.',
      '  Docs:    https://handrail.dev/errors/HR7074        (offline: npx handrail explain HR7074)',
    ].join('\n'),
  );
});
