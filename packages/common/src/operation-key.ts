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
  const hash = sha1([...NAMESPACE, ...new TextEncoder().encode(JSON.stringify(parts))]);
  const hex = hash.map((word) => word.toString(16).padStart(8, '0')).join('');
  return hex.replace(
    /(.{8})(.{4}).(...)(.)(...)(.{12}).*/,
    // The version, and the variant in the two highest bits of a digit.
    (_, first: string, second: string, third: string, digit: string, fourth: string, last: string) =>
      `${first}-${second}-5${third}-${'89ab'[Number('0x' + digit) & 3]}${fourth}-${last}`,
  );
}

/** The name space of these UUIDs, 1f0c6a52-7a35-5d0b-9b57-3c1f6d2e8a94. Permanent: receivers remember the keys. */
const NAMESPACE = [31, 12, 106, 82, 122, 53, 93, 11, 155, 87, 60, 31, 109, 46, 138, 148];
