import { badOption } from '../bad-option';
import type { ReadRequest } from './read-request';

/** Finds the key by which a provider recognises a repetition. */
export type FindKey = (request: Pick<ReadRequest, 'headers' | 'query' | 'body'>) => string | undefined;

/** Headers that mean nothing else. An `X-Request-Id` may be one for tracing. */
const HEADERS = ['idempotency-key', 'x-idempotency-key', 'paypal-request-id'];
/** Fields of a body that mean nothing else: Square's, Wise's, Amazon's. */
const FIELDS = ['idempotency_key', 'idempotencyKey', 'customerTransactionId', 'ClientRequestToken'];

/** Reads where the user says that the key stands: a header, or a function. */
export function readFindKey(key: unknown): FindKey {
  if (key === undefined) return findCommonKey;
  if (typeof key === 'function') return (request) => textOf((key as FindKey)(request));
  if (typeof key === 'string' && /^[\w-]+$/.test(key)) {
    const name = key.toLowerCase();
    return ({ headers }) => textOf(headers[name]);
  }
  throw badOption('httpWorld({ key })', key, "the name of a header, 'X-Request-Id', or a function of the request");
}

const findCommonKey: FindKey = ({ headers, body }) => {
  for (const name of HEADERS) {
    const found = textOf(headers[name]);
    if (found !== undefined) return found;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  for (const name of FIELDS) {
    const found = textOf((body as Record<string, unknown>)[name]);
    if (found !== undefined) return found;
  }
  return undefined;
};

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
