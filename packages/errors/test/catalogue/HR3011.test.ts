import { expect, it } from 'vitest';
import { HR3011 } from '../../src';

it('names the value, the converter with its line, and the encoding', () => {
  const { message } = HR3011.error({
    value: 'args[0] of activity "charge"',
    converter: 'MoneyConverter',
    place: 'src/money.ts:20',
    encoding: 'json/money',
    error: 'there is no rate for DEM',
  });
  expect(message).toBe(
    [
      '[HR3011] fromPayload of the payload converter MoneyConverter (src/money.ts:20) threw while it read args[0] of activity "charge" (encoding json/money): there is no rate for DEM',
      '  Why:     the value has arrived, and only cannot be read: nothing of it is lost. Where a worker fails of it, the task is tried again until the converter can read it.',
      '  Fix:     let the converter return undefined for an encoding that is not its own, and let it read what earlier versions of it have written. To refuse a value for good, throw an ApplicationFailure: createPayloadValidationError(details).',
      '  Docs:    https://handrail.dev/errors/HR3011        (offline: npx handrail explain HR3011)',
    ].join('\n'),
  );
});

it('says what it knows of a converter without a name', () => {
  const { head } = HR3011.problem({ value: 'what workflow.result got', error: 'no rate' });
  expect(head).toBe('fromPayload of the payload converter threw while it read what workflow.result got: no rate');
});
