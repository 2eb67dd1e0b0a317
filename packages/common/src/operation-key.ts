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
 * Workflow code takes `operationKey` of `@handrail/workflow`, which knows the scope by itself.
 */
export function operationKeyFor(
  { namespace, workflowId, firstExecutionRunId }: OperationScope,
  id: string,
  occurrence?: string | number,
): string {
  // As JSON, so that no two lists of names are the same text.
  const parts = [namespace, workflowId, firstExecutionRunId, id];
  if (occurrence !== undefined) parts.push(String(occurrence));
  const bytes = [...NAMESPACE, ...new TextEncoder().encode(JSON.stringify(parts))];
  const [first, second, third, fourth] = sha1(bytes) as [number, number, number, number];
  // With the version, and the variant in the two highest bits of the third word.
  return [first, (second & 0xffff0fff) | 0x5000, (third & 0x3fffffff) | 0x80000000, fourth]
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The name space of these UUIDs, 1f0c6a52-7a35-5d0b-9b57-3c1f6d2e8a94. Permanent: receivers remember the keys. */
const NAMESPACE = [31, 12, 106, 82, 122, 53, 93, 11, 155, 87, 60, 31, 109, 46, 138, 148];
