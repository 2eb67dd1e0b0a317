import { expect, it } from 'vitest';
import { HR7071 } from '../../src';

it('names the commands that do the same', () => {
  const { message } = HR7071.error({
    namespace: 'payments',
    attributes: [
      { name: 'SlaDeadline', type: 'Datetime' },
      { name: 'OutOfTimeSla', type: 'Bool' },
    ],
    reason: 'AddSearchAttributes: permission denied',
  });
  expect(message).toBe(
    [
      '[HR7071] The server did not create SlaDeadline and OutOfTimeSla in namespace "payments": AddSearchAttributes: permission denied',
      '  Why:     without them no execution can be started with an sla.',
      `  Fix:     let somebody who may change the namespace create them: temporal operator search-attribute create --namespace 'payments' --name SlaDeadline --type Datetime; temporal operator search-attribute create --namespace 'payments' --name OutOfTimeSla --type Bool (on Temporal Cloud: tcld namespace search-attributes add, or the web console).`,
      '  Docs:    https://handrail.dev/errors/HR7071        (offline: npx handrail explain HR7071)',
    ].join('\n'),
  );
});
