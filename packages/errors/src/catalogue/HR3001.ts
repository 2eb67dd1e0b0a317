import { defineError } from '../define-error';

export const HR3001 = defineError<UnserialisableFacts>({
  code: 'HR3001',
  title: 'A value cannot be serialised',
  disposition: 'refuse',
  head: ({ subject, faults, place }) =>
    `${subject}${place === undefined ? '' : ` (${place})`} cannot be serialised: ${faults.map(({ path, is }) => `${path}: ${is}`).join('; ')}.`,
  why: ({ happened }) =>
    happened === true
      ? 'it has run already, so its effect has happened: it is not retried, for a retry would repeat the effect and fail again.'
      : 'the payload converter has no form for it, so nothing was sent.',
  fix: ({ faults }) =>
    [...new Set(faults.map(({ kind }) => REMEDIES[kind] ?? 'send plain JSON: strings, numbers, lists, objects.'))].join(
      '\n',
    ),
  example: {
    subject: 'The start of workflow "order"',
    faults: [{ path: 'args[0].items[3].price', is: 'bigint', kind: 'bigint' }],
  },
});

interface UnserialisableFacts {
  readonly subject: string;
  readonly faults: readonly { readonly path: string; readonly is: string; readonly kind: string }[];
  /** The line that sends it, where it is known. */
  readonly place?: string;
  /** Whether it is the result of an activity or of a Nexus operation that has run. */
  readonly happened?: boolean;
}

const REMEDIES: Readonly<Record<string, string>> = {
  bigint: 'send a bigint as a string (String(price)) and read it back with BigInt(…).',
  circular: 'send the id of what is referred to, in place of the reference that leads back to it.',
  throwing: 'send a copy whose fields can all be read: the names of the fields that the receiver needs.',
  function: 'send the name of what is to be done, or call the function and send its result.',
  symbol: 'send a string in place of the symbol.',
  nothing: 'let toJSON return something, or send a plain object.',
  depth: 'send the value flat, as a list of its nodes that name each other by id.',
  causes: 'give as a cause the error that came before, never one that has this error among its own causes.',
  stream: 'read the stream to its end and send what it gave, or keep that in a store of yours and send its key.',
  converter: 'give the data converter a form for this value, or send plain JSON.',
};
