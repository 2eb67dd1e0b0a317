import { formatProblems } from '@handrail/errors';
import type { IdempotencyFinding, IdempotencyReport } from '../../../idempotency-report';
import type { Change } from '../compare/change';
import type { Judgement } from '../judgement';
import type { Checked, FoundFault } from '../checked';
import { inconclusive } from '../obstacle-of';
import { productionOf } from '../plans';
import { entryWords } from './entry-words';
import { showTree } from './plain-value';
import { PLAYED } from './summary';
import { drawTimeline } from './terminal';
import { timelineOf } from './timeline';

interface Options {
  readonly colours: boolean;
  readonly replay: (plan: string) => string;
}

const MAXIMUM_ROWS = 60;
const MAXIMUM_CHANGES = 12;

/** The whole report as text. The first line says it all. */
export function terminalReport(report: IdempotencyReport, checked: Checked, options: Options): string {
  const lines = [headline(report)];
  if (report.findings.length > 0) lines.push(PLAYED);
  if (report.verdict === 'INCONCLUSIVE')
    lines.push('', ...checked.obstacles.map((each) => formatProblems([inconclusive(report.activity, each)])));
  for (const [index, finding] of report.findings.entries()) {
    const fault = checked.faults[index];
    if (fault !== undefined) lines.push('', ...describeFinding(finding, fault, options));
  }
  if (report.findings.length > 0 && report.reasons.length > 0)
    lines.push('', 'Not everything could be tried:', ...report.reasons.map((each) => `  - ${each}`));
  if (report.masked.length > 0)
    lines.push('', 'Not compared:', ...report.masked.map(({ path, why }) => `  - ${path}: ${why}`));
  if (report.notes.length > 0) lines.push('', 'Notes:', ...report.notes.map((each) => `  - ${each}`));
  return lines.join('\n');
}

function headline({ activity, verdict, plans, seed, findings }: IdempotencyReport): string {
  const tried = plans.filter(({ outcome }) => outcome !== 'not-reached').length;
  const count = `${tried} ${tried === 1 ? 'plan' : 'plans'}`;
  const broken = plans.filter(({ outcome }) => outcome === 'broke').length;
  return findings.length > 0
    ? `${verdict}  activity "${activity}": ${broken} of ${count} ${broken === 1 ? 'breaks' : 'break'} it (seed ${seed})`
    : `${verdict}  activity "${activity}" (${count}, seed ${seed})`;
}

function describeFinding(
  finding: IdempotencyFinding,
  { events, judgement, plan }: FoundFault,
  { colours, replay }: Options,
): string[] {
  const rows = drawTimeline(timelineOf(events), colours);
  const shown =
    rows.length > MAXIMUM_ROWS ? [...rows.slice(0, MAXIMUM_ROWS), `  … and ${rows.length - MAXIMUM_ROWS} more`] : rows;
  return [
    finding.message,
    '',
    `  ${plan.id}: ${plan.story}`,
    `  In production: ${productionOf(plan.id)}`,
    '',
    ...shown,
    ...(judgement.changes.length === 0
      ? []
      : ['', '  What differs from a run without any fault:', ...describeChanges(judgement)]),
    '',
    `  Replay:  ${replay(plan.id)}`,
  ];
}

function describeChanges({ changes, isOfBoth = false }: Judgement): string[] {
  const lines = changes
    .slice(0, MAXIMUM_CHANGES)
    .flatMap((change) => [
      `    ${change.path || 'the state'} (${change.kind})`,
      ...(change.isEntry ? describeEntry(change, isOfBoth) : describeValue(change, isOfBoth)),
    ]);
  return changes.length > MAXIMUM_CHANGES ? [...lines, `    … and ${changes.length - MAXIMUM_CHANGES} more`] : lines;
}

function describeEntry(change: Change, isOfBoth: boolean): string[] {
  return [`      ${entryWords(change, isOfBoth)}: ${showTree(change.actual ?? change.expected)}`];
}

function describeValue({ before, expected, actual }: Change, isOfBoth: boolean): string[] {
  return [
    ...(before === undefined ? [] : [`      before the call:  ${showTree(before)}`]),
    `      ${isOfBoth ? 'both, no fault:  ' : 'one clean run:   '} ${showTree(expected)}`,
    `      after this plan:  ${showTree(actual)}`,
  ];
}
