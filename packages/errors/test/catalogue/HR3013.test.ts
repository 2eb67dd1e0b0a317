import { expect, it } from 'vitest';
import { HR3013 } from '../../src';

it('says who waits for which codec', () => {
  const { message } = HR3013.error({
    codec: 'Encryption (dataConverter.payloadCodecs[0])',
    method: 'encode',
    subject: 'The start of workflow "order"',
    given: 1,
    seconds: 3,
  });
  expect(message).toBe(
    [
      '[HR3013] Payload codec Encryption (dataConverter.payloadCodecs[0]) was given 1 payload of the start of workflow "order" to encode 3 seconds ago, and has not answered.',
      '  Why:     nothing is sent until it does: the call hangs, without an error and without a timeout.',
      '  Fix:     let encode settle on each of its ways, and give what it waits for a limit, such as fetch(url, { signal: AbortSignal.timeout(2_000) }): a codec that throws is told of at once, and the task is tried again.',
      '  Docs:    https://handrail.dev/errors/HR3013        (offline: npx handrail explain HR3013)',
    ].join('\n'),
  );
});

it.each([
  [
    { codec: 'dataConverter.payloadCodecs[1]', method: 'decode', given: 2, seconds: 3 },
    'Payload codec dataConverter.payloadCodecs[1] was given 2 payloads to decode 3 seconds ago, and has not answered.',
    'let decode settle on each of its ways, and give what it waits for a limit, such as fetch(url, { signal: AbortSignal.timeout(2_000) }): a codec that throws is told of at once, and the task is tried again.',
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR3013.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
