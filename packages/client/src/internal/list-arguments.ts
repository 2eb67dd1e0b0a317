import { badValue, judgeProblems, noCallOptions } from '@handrail/common/host';
import type { Door } from './door';

/**
 * Looks at what a list is asked with. The SDK takes the query out of whatever it is given: of a text it takes none, and lists
 * everything there is.
 *
 * @throws HandrailError HR2014, before anything is sent
 */
export function checkListOptions(operation: string, options: unknown, { policy }: Pick<Door, 'policy'>): void {
  if (options == null || typeof options === 'object') return;
  const reason = 'is no object: pass the query as { query: … }, without which everything is listed';
  judgeProblems([badValue(operation, 'options', options, reason)], policy);
}

/** As {@link checkListOptions}, of a count, which takes the query itself. */
export function checkCountQuery(operation: string, query: unknown, { policy }: Pick<Door, 'policy'>): void {
  if (query == null || typeof query === 'string') return;
  const reason = 'is no text: pass the query itself, without which everything is counted';
  judgeProblems([badValue(operation, 'a query', query, reason)], policy);
}

/** Looks at what an update is sent with: of an argument that stands where its options belong the SDK sends nothing. */
export function checkUpdateOptions(operation: string, options: unknown, { policy }: Pick<Door, 'policy'>): void {
  judgeProblems(noCallOptions(operation, options, 'pass the arguments as { args: [value] }'), policy);
}
