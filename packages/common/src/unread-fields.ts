import { callOptions } from './call-options';
import type { Finding } from './finding';
import { optionNamesOf } from './guards/option-names';
import { protectedSlip } from './guards/protected-slips';
import { optionSlips } from './option-slips';

/** What a workflow bundle hands out of a call with options that no guard looks at. */
export interface UnreadFields {
  readonly subject: string;
  readonly call: string;
  readonly fields: readonly string[];
}

/** What the worker's process makes of it: HR2018 for each option that was meant to be another. */
export function unreadFindings({ facts, ...finding }: Finding): Finding[] {
  const { subject, call, fields } = facts as Partial<UnreadFields>;
  const table = callOptions(String(call));
  if (table === undefined || !Array.isArray(fields)) return [];
  const given = fields.map(String);
  const guarded = optionNamesOf(call as never).flat();
  return (
    optionSlips(given, table)
      // These were refused where they are written.
      .filter(({ field }) => !protectedSlip(field, guarded))
      .map(({ field, suggestion }) => ({ ...finding, facts: { subject: String(subject), field, suggestion } }))
  );
}
