import type { SlaEntry, SlaNotice, SlaReport, SlaSetup } from '@handrail/operations';
import { formatDuration, shellQuote } from '@handrail/common/host';
import { oneLine } from '../internal/one-line';
import type { Style } from '../style';

/** What `sla setup` prints. */
export function formatSlaSetup({ namespace, attributes, applied }: SlaSetup, style: Style): string {
  const missing = attributes.filter(({ state }) => state === 'missing').length;
  const head = applied
    ? `Namespace "${namespace}" is ready for SLAs.`
    : missing === 0
      ? `Namespace "${namespace}" is ready for SLAs: nothing to do.`
      : `Would create ${missing} ${missing === 1 ? 'search attribute' : 'search attributes'} in namespace "${namespace}". Nothing was changed: --apply does it.`;
  return [
    style.bold(head),
    ...attributes.map(
      ({ name, type, state }) => `  ${name} (${type}): ${state === 'missing' ? 'does not exist' : state}`,
    ),
  ].join('\n');
}

const MOST_SHOWN = 50;

/** What `sla check` prints: those that are late first. */
export function formatSlaReport({ namespace, late, near, notExamined }: SlaReport, style: Style): string {
  const [latest] = late;
  const head =
    late.length + near.length === 0
      ? `No execution in namespace "${namespace}" is out of its SLA or near it.`
      : `${late.length} ${late.length === 1 ? 'execution is' : 'executions are'} out of SLA, ${near.length} near.`;
  return [
    style.bold(head),
    ...rows('Out of SLA:', late),
    ...rows('Near:', near),
    ...(latest === undefined ? [] : ['', `Why: handrail why ${shellQuote(latest.workflowId)}`]),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not looked at: ${each}.`)]),
  ].join('\n');
}

function rows(title: string, entries: readonly SlaEntry[]): string[] {
  if (entries.length === 0) return [];
  return [
    '',
    title,
    ...entries.slice(0, MOST_SHOWN).map(row),
    ...(entries.length > MOST_SHOWN ? [`  … and ${entries.length - MOST_SHOWN} more (--json has all)`] : []),
  ];
}

function row({ workflowId, workflowType, lateMilliseconds, deadline, owner }: SlaEntry): string {
  const distance = rounded(Math.abs(lateMilliseconds));
  const state = lateMilliseconds < 0 ? `in ${distance}` : `for ${distance}`;
  return oneLine(
    `  ${workflowId} (${workflowType}) ${state}, deadline ${deadline}${owner === null ? '' : `, owner ${owner}`}`,
  );
}

/** One line of `sla monitor`. */
export function formatSlaNotice({ message, severity, owner, links, notificationId }: SlaNotice, style: Style): string {
  return [
    style.bold(`${severity}: ${message}`),
    ...(owner === null ? [] : [`  Owner:   ${owner}`]),
    ...(links.ui === null ? [] : [`  Inspect: ${links.ui}`]),
    `  Notice:  ${notificationId}`,
  ].join('\n');
}

function rounded(milliseconds: number): string {
  const unit = milliseconds >= 60_000 ? 60_000 : 1_000;
  return formatDuration(Math.max(unit, Math.floor(milliseconds / unit) * unit));
}
