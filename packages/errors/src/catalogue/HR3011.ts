import { defineError } from '../define-error';

export const HR3011 = defineError<{
  /** What could not be read, and where: `args[1] of activity "charge"`, `workflow.result`. */
  value: string;
  /** The class or the module of the converter, where it is known. */
  converter?: string;
  /** The encodings of the payload, where they are known. */
  encoding?: string;
  error: string;
  place?: string;
}>({
  code: 'HR3011',
  title: 'A payload converter fails to read',
  disposition: 'report',
  head: ({ value, converter, encoding, error, place }) =>
    `fromPayload of the payload converter${converter === undefined ? '' : ` ${converter}`}${place === undefined ? '' : ` (${place})`} threw while it read ${value}${encoding === undefined ? '' : ` (encoding ${encoding})`}: ${error}`,
  why: () =>
    'the value has arrived, and only cannot be read: nothing of it is lost. Where a worker fails of it, the task is tried again until the converter can read it.',
  fix: () =>
    'let the converter return undefined for an encoding that is not its own, and let it read what earlier versions of it have written. To refuse a value for good, throw an ApplicationFailure: createPayloadValidationError(details).',
  example: {
    value: 'args[0] of activity "charge"',
    converter: 'MoneyConverter',
    encoding: 'json/money',
    error: "Cannot read properties of undefined (reading 'currency')",
  },
});
