import { expect, it } from 'vitest';
import { HR3010 } from '../../src';

it('names the encoding, and who could not read it', () => {
  const { message } = HR3010.error({ reader: 'workflow.result', encoding: 'binary/encrypted' });
  expect(message).toBe(
    [
      '[HR3010] workflow.result got a payload of encoding "binary/encrypted", which its data converter cannot read.',
      '  Why:     it was written with another data converter, or with a codec that is missing here. What it holds is not lost: whoever has them can read it.',
      '  Fix:     give every client and worker of the namespace the same dataConverter: the same payloadConverterPath, and the same payloadCodecs in the same order.',
      '  Docs:    https://handrail.dev/errors/HR3010        (offline: npx handrail explain HR3010)',
    ].join('\n'),
  );
});

it('says that a payload is empty, or no JSON', () => {
  const empty = HR3010.problem({ reader: 'workflow.result', content: 'empty' });
  expect(empty.head).toBe('workflow.result got a payload that has no content.');
  expect(empty.why).toMatch(/^a function or a symbol was sent/);
  expect(empty.fix).toMatch(/^return or send plain JSON/);
  expect(HR3010.problem({ reader: 'workflow.result', content: 'Unexpected token x' }).head).toBe(
    'workflow.result got a payload whose content is no JSON, although it says so: Unexpected token x',
  );
});

it('says that a payload does not name its encoding', () => {
  expect(HR3010.problem({ reader: 'Workflow "order"' }).head).toBe(
    'Workflow "order" got a payload that does not say how it is encoded, which its data converter cannot read.',
  );
});
