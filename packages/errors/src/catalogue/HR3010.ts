import { defineError } from '../define-error';

export const HR3010 = defineError<{
  /** Who reads it: `workflow.result`, `Workflow "order"`. */
  reader: string;
  encoding?: string;
}>({
  code: 'HR3010',
  title: 'A payload cannot be read',
  disposition: 'report',
  head: ({ reader, encoding }) =>
    `${reader} got a payload ${encoding === undefined ? 'that does not say how it is encoded' : `of encoding "${encoding}"`}, which its data converter cannot read.`,
  why: () =>
    'it was written with another data converter, or with a codec that is missing here. What it holds is not lost: whoever has them can read it.',
  fix: () =>
    'give every client and worker of the namespace the same dataConverter: the same payloadConverterPath, and the same payloadCodecs in the same order.',
  example: { reader: 'workflow.result', encoding: 'binary/encrypted' },
});
