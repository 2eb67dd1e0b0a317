import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha1 } from '../src/internal/sha1';
import { operationKeyFor, type OperationScope } from '../src/operation-key';

const SCOPE: OperationScope = {
  namespace: 'default',
  workflowId: 'order-1',
  firstExecutionRunId: '0196a000-0000-7000-8000-000000000001',
};

it('hashes as the platform does, whatever the length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const hash = sha1([...bytes]).map((word) => word.toString(16).padStart(8, '0'));
      expect(hash.join('')).toBe(createHash('sha1').update(bytes).digest('hex'));
    }),
    { seed: 1, numRuns: 1_000 },
  );
});

it('is a UUID of version 5 that never changes - receivers remember it', () => {
  expect(operationKeyFor(SCOPE, 'charge')).toBe('727d8c31-d9a5-51d5-b214-920ebf3a5d0d');
  expect(operationKeyFor(SCOPE, 'charge', '2026-11-25')).toBe('f6069dae-d96e-5644-af45-2a2569c3b183');
});

it('is another one for every other operation, also where the texts run into each other', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 8 });
  const anyCall = fc.tuple(
    anyText,
    anyText,
    anyText,
    anyText,
    fc.option(fc.oneof(anyText, fc.integer()), { nil: undefined }),
  );
  fc.assert(
    fc.property(anyCall, anyCall, (one, other) => {
      const key = ([namespace, workflowId, firstExecutionRunId, id, occurrence]: typeof one) =>
        operationKeyFor({ namespace, workflowId, firstExecutionRunId }, id, occurrence);
      const name = (call: typeof one) => JSON.stringify(call.map((part) => (part === undefined ? part : String(part))));
      expect(key(one) === key(other)).toBe(name(one) === name(other));
      expect(key(one)).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }),
    { seed: 2, numRuns: 1_000 },
  );
  expect(operationKeyFor(SCOPE, 'a', 'b')).not.toBe(operationKeyFor({ ...SCOPE, workflowId: 'order-1/a' }, 'b'));
});
