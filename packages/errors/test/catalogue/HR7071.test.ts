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

it.each([
  ['cannot have more than 3 search attributes of type Bool', 'the namespace has no room for more: '],
  ['search attribute SlaDeadline already exists', 'an attribute of this name and another type is there: '],
  ['deadline exceeded after 10s', 'once that is mended, '],
  ['connection reset', 'once that is mended, run handrail sla setup again, or create them by hand: temporal operator'],
])('gives the remedy for %s', (reason, remedy) => {
  const attributes = [{ name: 'SlaDeadline', type: 'Datetime' }];
  expect(HR7071.error({ namespace: 'payments', attributes, reason }).message).toContain(`  Fix:     ${remedy}`);
});
