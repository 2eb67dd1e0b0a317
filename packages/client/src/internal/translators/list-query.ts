import { nearestName, showValue } from '@handrail/common/host';
import { HR4035 } from '@handrail/errors';
import type { Failure, Translator } from '../failure';
import { GRPC, oneLine } from '../grpc-error';

/** Queries of lists and counts. */
export const listQuery: Translator = async (failure) => {
  const { grpc, call } = failure;
  if (grpc?.code !== GRPC.INVALID_ARGUMENT || call.list === undefined) return undefined;
  const { message } = grpc;
  if (!/invalid query|search attribute/.test(message)) return undefined;
  const position = /syntax error at position (\d+)/.exec(message)?.[1];
  return HR4035.problem({
    query: showValue(oneLine(call.list)),
    reason: message,
    remedy: await remedyFor(message, failure),
    ...(position !== undefined && { position: Number(position) }),
  });
};

const STATUSES = ['Running', 'Completed', 'Failed', 'Canceled', 'Terminated', 'ContinuedAsNew', 'TimedOut', 'Paused'];

async function remedyFor(message: string, { lookUps }: Failure): Promise<string> {
  const [, column, mapped] =
    /column name '(.+?)' is not a valid search attribute|no mapping defined for search attribute (\S+)/.exec(message) ??
    [];
  const name = column ?? mapped;
  if (name !== undefined) {
    const nearest = nearestName(name, await lookUps.searchAttributes());
    return nearest === undefined
      ? 'name a search attribute that exists (temporal operator search-attribute list); names are matched exactly'
      : `did you mean ${nearest}? Names are matched exactly (temporal operator search-attribute list shows them)`;
  }
  const status = /invalid ExecutionStatus value '(.+?)'/.exec(message)?.[1];
  if (status !== undefined) {
    const nearest = nearestName(status, STATUSES);
    return `write one of ${STATUSES.join(', ')}${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`;
  }
  if (/unable to parse datetime/.test(message)) return "write times like '2026-01-31T08:00:00Z'";
  if (/invalid operator/.test(message)) return 'use =, !=, <, <=, >, >=, IN, BETWEEN or STARTS_WITH; there is no LIKE';
  if (/order by|group by/i.test(message))
    return 'leave ORDER BY out (the newest come first), and group counts by ExecutionStatus alone';
  if (/forget to quote|right side of comparison/.test(message))
    return "put texts into single quotes: WorkflowType = 'order'";
  return "compare names with texts in single quotes, joined by AND and OR: WorkflowType = 'order' AND ExecutionStatus = 'Running'";
}
