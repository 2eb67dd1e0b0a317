import { defineError } from '../define-error';

export const HR3010 = defineError<{
  /** Who reads it: `workflow.result`, `Workflow "order"`. */
  reader: string;
  encoding?: string;
  /** What is wrong with its content, where its encoding is known: `empty`, or what JSON says. */
  content?: string;
}>({
  code: 'HR3010',
  title: 'A payload cannot be read',
  disposition: 'report',
  head: ({ reader, encoding, content }) => {
    const payload = `${reader} got a payload`;
    if (content === 'empty') return `${payload} that has no content.`;
    if (content !== undefined) return `${payload} whose content is no JSON, although it says so: ${content}`;
    return `${payload} ${encoding === undefined ? 'that does not say how it is encoded' : `of encoding "${encoding}"`}, which its data converter cannot read.`;
  },
  why: ({ content }) =>
    content === 'empty'
      ? 'a function or a symbol was sent: JSON has no form for it, and the SDK sends nothing in its place.'
      : 'it was written with another data converter, or with a codec that is missing here. What it holds is not lost: whoever has them can read it.',
  fix: ({ content }) =>
    content === 'empty'
      ? 'return or send plain JSON: call the function and send its result, send a text in the place of a symbol.'
      : 'give every client and worker of the namespace the same dataConverter: the same payloadConverterPath, and the same payloadCodecs in the same order.',
  example: { reader: 'workflow.result', encoding: 'binary/encrypted' },
});
