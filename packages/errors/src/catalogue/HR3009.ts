import { defineError } from '../define-error';

export const HR3009 = defineError<{
  subject: string;
  /** The module of the converter, where it is known. */
  path?: string;
  /** `args[1]` */
  value: string;
  /** In words: `undefined`. */
  returned: string;
}>({
  code: 'HR3009',
  title: 'A payload converter makes no payload',
  disposition: 'refuse',
  head: ({ subject, path, value, returned }) =>
    `${subject} cannot be sent: toPayload of its payload converter${path === undefined ? '' : ` (${path})`} returned ${returned} for ${value}.`,
  why: () =>
    'the SDK takes it for a payload: the value would arrive empty, or be refused with an error that names neither.',
  fix: () =>
    'return a payload for each value, and throw a ValueError for one that has none. A converter that knows some types only belongs into a CompositePayloadConverter, in front of those of the SDK.',
  example: {
    subject: 'The start of workflow "order"',
    path: '/app/payload-converter.js',
    value: 'args[1]',
    returned: 'undefined',
  },
});
