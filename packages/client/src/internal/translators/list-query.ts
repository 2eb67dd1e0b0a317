import { nearestName, showValue } from '@handrail/common/host';
import { HR4035 } from '@handrail/errors';
import type { Failure, Translator } from '../failure';
import { GRPC, oneLine } from '../grpc-error';
import { SYSTEM_NAMES } from '../system-attributes';

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

async function remedyFor(message: string, { lookUps, call }: Failure): Promise<string> {
  const [, column, mapped] =
    /column name '(.+?)' is not a valid search attribute|no mapping defined for search attribute (\S+)/.exec(message) ??
    [];
  const name = column ?? mapped;
  if (name !== undefined) {
    const existing = [...new Set([...SYSTEM_NAMES, ...(await lookUps.searchAttributes())])];
    const nearest = nearestName(name, existing) ?? endingOf(name, existing);
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
  const inSyntax = SYNTAX.find(([text]) => text.test(withoutTexts(call.list ?? '')));
  if (/syntax error/.test(message) && inSyntax !== undefined) return inSyntax[1];
  if (/forget to quote|right side of comparison/.test(message))
    return "put texts into single quotes: WorkflowType = 'order'";
  return "compare names with texts in single quotes, joined by AND and OR: WorkflowType = 'order' AND ExecutionStatus = 'Running'";
}

/** Habits of other languages. */
const SYNTAX: readonly (readonly [RegExp, string])[] = [
  [/[^<>!=]==/, "compare with a single =: WorkflowType = 'order'"],
  [/\bIN\s*(?![\s(])/i, "put the values of IN into parentheses: WorkflowType IN ('order', 'refund')"],
  [/\b(?:AND|OR)\s*$/i, 'end with a comparison: nothing follows the last AND or OR'],
];

function withoutTexts(query: string): string {
  return query.replace(/'[^']*'|"[^"]*"/g, "''");
}

/** `ExecutionStatus` of `Status`: the one name that ends with another. */
function endingOf(name: string, existing: readonly string[]): string | undefined {
  const endings = existing.filter((each) => each.toLowerCase().endsWith(name.toLowerCase()));
  return endings.length === 1 ? endings[0] : undefined;
}
