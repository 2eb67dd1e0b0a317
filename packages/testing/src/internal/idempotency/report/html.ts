import { escapeHtml } from '@handrail/common/host';
import { docsUrl } from '@handrail/errors';
import type { IdempotencyFinding, IdempotencyReport } from '../../../idempotency-report';
import { productionOf } from '../plans';
import type { Checked, FoundFault } from '../checked';
import { verdictKind } from '../verdicts';
import { entryWords } from './entry-words';
import { showTree } from './plain-value';
import { STYLE } from './style';
import { durationText } from './terminal';
import { legendOf, timelineOf } from './timeline';
import { countPlans, summary } from './summary';

/** The report as one page without scripts and without anything to load. */
export function htmlReport(report: IdempotencyReport, checked: Checked, replay: (plan: string) => string): string {
  const { activity, verdict, steps, reasons, masked, notes } = report;
  const findings = report.findings.map((finding, index) => section(finding, checked.faults[index], report, replay));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(verdict)}: ${escapeHtml(activity)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1><span class="verdict ${COLOURS[verdict] ?? 'bad'}">${escapeHtml(verdict)}</span> ${escapeHtml(activity)}</h1>
<p>${escapeHtml(summary(report))}</p>
<p>A run without any fault does this: ${escapeHtml(steps.join(', ') || 'nothing that passes the gate')}.</p>
${findings.join('\n')}
${listed(report.findings.length === 0 ? 'Why it could not be judged' : 'Why not everything was judged', reasons.map(sentence))}
${listed(
  'Not compared',
  masked.map(({ path, why }) => `${path}: ${why}`),
)}
${listed('Notes', notes)}
${everythingTried(report)}
</body>
</html>
`;
}

const COLOURS: Readonly<Partial<Record<IdempotencyReport['verdict'], string>>> = {
  IDEMPOTENT: 'good',
  INCONCLUSIVE: 'unclear',
};

function everythingTried(report: IdempotencyReport): string {
  if (report.plans.length === 0) return '';
  const rows = report.plans.map(
    ({ id, story, outcome, verdict }) =>
      `<tr class="${outcome}"><td><code>${escapeHtml(id)}</code></td><td>${escapeHtml(story)}</td><td>${escapeHtml(verdict ?? OUTCOMES[outcome])}</td></tr>`,
  );
  return `<h2>Everything that was tried</h2>
<p>${escapeHtml(countPlans(report))} The seed was ${report.seed}.</p>
<table><thead><tr><th>Plan</th><th>What happens</th><th>Outcome</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

const OUTCOMES = { held: 'held', broke: 'broke', 'not-reached': 'not reached' } as const;

function section(
  { verdict, code, plan, story }: IdempotencyFinding,
  fault: FoundFault | undefined,
  { activity }: IdempotencyReport,
  replay: (plan: string) => string,
): string {
  const problem = verdictKind(verdict).definition.problem({ activity, story, detail: fault?.judgement.detail ?? '' });
  return `<h2>${escapeHtml(problem.title ?? verdict)} <small>${escapeHtml(verdict)}, ${escapeHtml(code)}</small></h2>
<p><strong>${escapeHtml(problem.head)}</strong></p>
<dl>
<dt>Why it matters</dt><dd>${escapeHtml(sentence(problem.why ?? ''))}</dd>
<dt>When production does this</dt><dd>${escapeHtml(sentence(productionOf(plan)))}</dd>
<dt>What to do</dt><dd>${escapeHtml(sentence(problem.fix))} <a href="${escapeHtml(docsUrl(code))}">${escapeHtml(code)}</a> shows it done wrong and done right.</dd>
</dl>
<h3>What the check has played</h3>
<p>${escapeHtml(sentence(story))}</p>
${picture(fault)}
${differences(fault)}
<p>Run it again: <code>${escapeHtml(replay(plan))}</code></p>`;
}

function picture(fault: FoundFault | undefined): string {
  const timeline = timelineOf(fault?.events ?? []);
  const { lanes, rows } = timeline;
  const head = lanes.map((lane) => `<th>${escapeHtml(lane)}</th>`).join('');
  const body = rows.map(({ lane, mark, text, tone, milliseconds }) => {
    const cells = lanes
      .map((_lane, index) =>
        index === lane ? `<td class="${tone}"><b>${mark}</b> ${escapeHtml(text)}</td>` : '<td></td>',
      )
      .join('');
    return `<tr><td class="time">${escapeHtml(durationText(milliseconds))}</td>${cells}</tr>`;
  });
  const legend = legendOf(timeline).map(({ mark, meaning }) => `<b>${mark}</b> ${escapeHtml(meaning)}`);
  return `<table class="timeline"><thead><tr><th>Time</th>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>
<p class="legend">${legend.join(' · ')}</p>`;
}

const KINDS = {
  more: 'more than there should be',
  fewer: 'less than there should be',
  different: 'not what there should be',
} as const;

function differences(fault: FoundFault | undefined): string {
  const { changes, isOfBoth = false } = fault?.judgement ?? { changes: [] };
  if (changes.length === 0) return '';
  const rows = changes.map((change) => {
    const { path, kind, isEntry, before, expected, actual } = change;
    const what = isEntry ? entryWords(change, isOfBoth) : KINDS[kind];
    // Of an entry there is nothing to compare: it is one too many, or one too few.
    const values = [before, expected, actual].map((tree) =>
      isEntry && tree === undefined ? '' : `<code>${escapeHtml(showTree(tree, 300))}</code>`,
    );
    return `<tr><td><code>${escapeHtml(path || 'the state')}</code></td><td>${escapeHtml(what)}</td>${values.map((value) => `<td>${value}</td>`).join('')}</tr>`;
  });
  return `<h3>What it leaves behind</h3>
<table><thead><tr><th>Place</th><th>There is</th><th>Before the call</th><th>After a run without any fault</th><th>After what was played</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

function listed(heading: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<h2>${escapeHtml(heading)}</h2><ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

/** Clauses of a message stand alone on the page. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
