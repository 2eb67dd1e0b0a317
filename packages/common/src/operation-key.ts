import { sha1 } from './internal/sha1';

/** Which workflow an operation belongs to, through all its runs. */
export interface OperationScope {
  readonly namespace: string;
  readonly workflowId: string;
  /** The same for all runs of a chain: after continue-as-new, retry, cron and reset. */
  readonly firstExecutionRunId: string;
}

/**
 * The key of an operation: the same whenever the same workflow performs the same operation, whatever runs again, and another
 * one for any other operation. A UUID (version 5) over namespace, workflow id, first run id, operation id and occurrence.
 *
 * Workflow code takes `operationKey` of `@handrail/workflow/operation-key`, which knows the scope by itself.
 */
export function operationKeyFor(
  { namespace, workflowId, firstExecutionRunId }: OperationScope,
  id: string,
  occurrence?: string | number,
): string {
  // As JSON, so that no two lists of names are the same text.
  const parts = [
    namespace,
    workflowId,
    firstExecutionRunId,
    id,
    ...(occurrence === undefined ? [] : [String(occurrence)]),
  ];
  const name = new TextEncoder().encode(JSON.stringify(parts));
  const bytes = new Uint8Array(NAMESPACE.length + name.length);
  bytes.set(NAMESPACE);
  bytes.set(name, NAMESPACE.length);
  const hash = sha1(bytes).subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The name space of these UUIDs, 1f0c6a52-7a35-5d0b-9b57-3c1f6d2e8a94. Permanent: receivers remember the keys. */
const NAMESPACE = Uint8Array.of(
  0x1f,
  0x0c,
  0x6a,
  0x52,
  0x7a,
  0x35,
  0x5d,
  0x0b,
  0x9b,
  0x57,
  0x3c,
  0x1f,
  0x6d,
  0x2e,
  0x8a,
  0x94,
);
