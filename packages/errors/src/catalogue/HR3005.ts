import { defineError } from '../define-error';

export const HR3005 = defineError<{
  readonly subject: string;
  readonly faults: readonly {
    readonly path: string;
    readonly is: string;
    readonly arrives: string;
    readonly kind: string;
  }[];
}>({
  code: 'HR3005',
  title: 'A value arrives as something else',
  disposition: 'warn',
  head: ({ subject, faults }) =>
    `${subject} does not arrive as it is sent: ${faults.map(({ path, is, arrives }) => `${path} is ${is} and arrives as ${arrives}`).join('; ')}.`,
  why: () =>
    'the JSON converter changes it without an error, and whoever reads it fails later, or computes with the wrong value.',
  fix: ({ faults }) =>
    [...new Set(faults.map(({ kind }) => REMEDIES[kind] ?? 'send plain JSON: strings, numbers, lists, objects.'))].join(
      '\n',
    ),
  example: {
    subject: 'The start of workflow "order"',
    faults: [{ path: 'args[0].placedAt', is: 'a Date', arrives: 'a string', kind: 'date' }],
  },
});

const REMEDIES: Readonly<Record<string, string>> = {
  date: 'send date.toISOString(), type the field as a string, and make a Date of it where it is read.',
  handle:
    'await what it stands for, and send that: await handle.result(); another workflow takes a handle by its workflowId.',
  promise: 'await the promise, and send what it resolves to: await one, await Promise.all(several).',
  bytes: 'send bytes as an argument or a result of their own, or as a base64 string.',
  elements: 'send the numbers as a list: Array.from(values).',
  body: 'read it first: send await response.json() or await response.text(), and the status where it matters; of a Blob the bytes, new Uint8Array(await blob.arrayBuffer()), as a value of their own.',
  stream:
    'read it to its end and send what it gave, await text(stream) of node:stream/consumers; where that is large, keep it in a store of yours and send its key.',
  generator:
    'send what it yields, as a list: [...generator], or of an asynchronous one what a for await loop collects; a workflow, a handler or an activity that is written function* returns one, and has to be an async function.',
  entries: 'send its entries as a plain object: Object.fromEntries(headers).',
  weak: 'send the entries themselves: what is weak cannot be listed.',
  'invalid-date':
    'look at the date before it is sent: Number.isNaN(date.getTime()) tells that it is none, mostly because a text was not understood.',
  collection: 'send [...map] or [...set] (of a RegExp its source), and build it again where it is read.',
  error:
    'send { name, message } of an error, or throw it; the error that a failure comes from belongs into its cause, ApplicationFailure.create({ message, cause: error }), and not into its details.',
  instance: 'send the fields as a plain object, and build the instance again where it is read.',
  'to-json': 'send what its toJSON gives, and type the field as that.',
  bigint: 'send a bigint as a string, and read it back with BigInt(…).',
  number: 'send null, or leave the field out, where there is no number.',
  hole: 'send null in place of undefined, or leave the element out.',
  function: 'leave the function out.',
  symbol: 'send a string in place of the symbol.',
};
