import { escapeHtml } from '@handrail/common/host';
import type { IdempotencyFinding, IdempotencyReport } from '../../../idempotency-report';
import { type Checked, type FoundFault } from '../run-check';
import { showTree } from './plain-value';
import { durationText } from './terminal';
import { timelineOf } from './timeline';

/** The report as one page without scripts and without anything to load. */
export function htmlReport(report: IdempotencyReport, checked: Checked, replay: (plan: string) => string): string {
  const findings = report.findings.map((finding, index) => section(finding, checked.faults[index], replay)).join('\n');
  const reasons = report.reasons.length === 0 ? '' : `<h2>Why not everything was judged</h2>${list(report.reasons)}`;
  const masked =
    report.masked.length === 0
      ? ''
      : `<h2>Not compared</h2>${list(report.masked.map(({ path, why }) => `${path}: ${why}`))}`;
  const notes = report.notes.length === 0 ? '' : `<h2>Notes</h2>${list(report.notes)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.verdict)}: ${escapeHtml(report.activity)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1><span class="verdict ${report.verdict === 'IDEMPOTENT' ? 'good' : 'bad'}">${escapeHtml(report.verdict)}</span> ${escapeHtml(report.activity)}</h1>
<p>${report.plans.length} plans, seed ${report.seed}. What one clean run does: ${escapeHtml(report.steps.join(', ') || 'nothing that passes the gate')}.</p>
${findings}
${reasons}
${masked}
${notes}
<h2>Plans</h2>
<table><thead><tr><th>Plan</th><th>What happens</th><th>Outcome</th></tr></thead><tbody>
${report.plans.map(({ id, story, outcome, verdict }) => `<tr class="${outcome}"><td><code>${escapeHtml(id)}</code></td><td>${escapeHtml(story)}</td><td>${escapeHtml(verdict ?? outcome)}</td></tr>`).join('\n')}
</tbody></table>
</body>
</html>
`;
}

function section(finding: IdempotencyFinding, fault: FoundFault | undefined, replay: (plan: string) => string): string {
  const { lanes, rows } = timelineOf(fault?.events ?? []);
  const head = lanes.map((lane) => `<th>${escapeHtml(lane)}</th>`).join('');
  const body = rows.map(({ lane, mark, text, tone, milliseconds }) => {
    const cells = lanes
      .map((_lane, index) =>
        index === lane ? `<td class="${tone}"><b>${mark}</b> ${escapeHtml(text)}</td>` : '<td></td>',
      )
      .join('');
    return `<tr><td class="time">${escapeHtml(durationText(milliseconds))}</td>${cells}</tr>`;
  });
  const changes = (fault?.judgement.changes ?? []).map(
    ({ path, kind, before, expected, actual }) =>
      `<tr><td><code>${escapeHtml(path || 'the state')}</code></td><td>${kind}</td><td><code>${escapeHtml(showTree(before, 300))}</code></td><td><code>${escapeHtml(showTree(expected, 300))}</code></td><td><code>${escapeHtml(showTree(actual, 300))}</code></td></tr>`,
  );
  return `<h2>${escapeHtml(finding.verdict)} <small>${escapeHtml(finding.code)}</small></h2>
<pre>${escapeHtml(finding.message)}</pre>
<table class="timeline"><thead><tr><th>Time</th>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>
${changes.length === 0 ? '' : `<h3>What differs</h3><table><thead><tr><th>Place</th><th>Kind</th><th>Before the call</th><th>After one clean run</th><th>After this plan</th></tr></thead><tbody>${changes.join('\n')}</tbody></table>`}
<p>Run it again: <code>${escapeHtml(replay(finding.plan))}</code></p>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

const STYLE = `
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{margin-top:2.5rem}small{font-weight:400;opacity:.7}
.verdict{padding:.15em .5em;border-radius:.3em;color:#fff}.verdict.good{background:#1a7f37}.verdict.bad{background:#b42318}
pre{white-space:pre-wrap;padding:1rem;border:1px solid #8884;border-radius:.4rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8883}
.timeline td{border-left:1px solid #8883}.time{white-space:nowrap;opacity:.7}
td.effect{background:#0969da22}td.fault{background:#bf870033}td.good{background:#1a7f3722}td.bad{background:#b4231822}
tr.broke td{background:#b4231811}tr.not-reached td{opacity:.55}
code{font-size:.92em;word-break:break-word}
`;
