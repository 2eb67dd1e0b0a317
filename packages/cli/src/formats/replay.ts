import type { ReplayedType, ReplayGroup, ReplayReport } from '@handrail/testing';
import type { Style } from '../style';

const MOST_SHOWN = 5;
const WIDTH = 10;

/** What `handrail replay` prints: the verdict, then each cause with what to do, then what was looked at and what was not. */
export function formatReplay(report: ReplayReport, style: Style): string {
  const { verdict, headline, breaks, stillFailing, heals, notExamined, code, remedy } = report;
  return [
    verdict === 'deployable' ? style.bold(headline) : style.red(style.bold(headline)),
    ...breaks.flatMap((group) => ['', ...formatGroup(group, style)]),
    ...(stillFailing.length === 0 ? [] : ['', style.bold('Fails already, and goes on to fail:')]),
    ...stillFailing.flatMap((group) => ['', ...formatGroup(group, style)]),
    ...(heals.length === 0
      ? []
      : ['', `Fails now, and goes on with this code: ${named(heals.map(({ workflowId }) => workflowId))}.`]),
    ...lookedAt(report),
    ...(notExamined.length === 0 ? [] : ['', ...notExamined.map((each) => `Not looked at: ${each}.`)]),
    ...(remedy === null ? [] : ['', `To do: ${remedy}`, `Docs:  npx handrail explain ${code}`]),
  ].join('\n');
}

function formatGroup({ headline, why, executions, open, next, links, code }: ReplayGroup, style: Style): string[] {
  const shown = executions.slice(0, MOST_SHOWN).map(({ workflowId, file, position, links: { ui } }) => {
    const where = position === null ? '' : ` (${position})`;
    return `${file ?? workflowId}${where}${ui === null ? '' : `  ${ui}`}`;
  });
  const more = executions.length - shown.length;
  return [
    style.red(headline),
    ...list('Why', why === null ? [] : [why]),
    ...list('Breaks', [
      ...shown,
      ...(more > 0 ? [`… and ${more} more (--json has all)`] : []),
      ...(open > executions.length ? [`of ${open} open executions of this type`] : []),
    ]),
    ...list(
      'Do',
      next.flatMap(({ text, command }) => (command === undefined ? [text] : [text, `  ${style.bold(command)}`])),
    ),
    ...list('Docs', [`${links.docs}  (offline: npx handrail explain ${code})`]),
  ];
}

function list(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? `${label}:` : '').padEnd(WIDTH)}${line}`);
}

function lookedAt({ types, strata }: ReplayReport): string[] {
  const replayed = types.filter(({ state }) => state === 'replayed');
  if (replayed.length === 0) return [];
  return ['', 'Looked at:', ...replayed.map((type) => `  ${type.workflowType}: ${counted(type, strata)}`)];
}

function counted({ workflowType, replayed, open }: ReplayedType, strata: ReplayReport['strata']): string {
  if (open === 0) return `${replayed} saved ${replayed === 1 ? 'history' : 'histories'}`;
  const own = strata.filter((each) => each.workflowType === workflowType);
  const ages = [...new Set(own.filter(({ chosen }) => chosen > 0).map(({ age }) => age))];
  const builds = new Set(own.filter(({ chosen }) => chosen > 0).map(({ build }) => build));
  const left = own.filter(({ chosen }) => chosen === 0).length;
  return [
    `${replayed} of ${open} open`,
    ages.join(', '),
    ...(builds.size > 1 ? [`${builds.size} builds`] : []),
    ...(left > 0 ? [`none of ${left} kind${left === 1 ? '' : 's'} by age, build and failure: raise --limit`] : []),
  ].join('; ');
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_SHOWN;
  return `${names.slice(0, MOST_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
