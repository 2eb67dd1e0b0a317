import { escapeHtml } from '@handrail/common/host';
import type { Explanation } from './explanation';
import { isoTime, spokenTime } from './internal/spoken-time';
import { visibleText } from './internal/visible-text';
import type { Timeline, TimelineSpan } from './timeline';
import { timelineRows } from './timeline-rows';

/**
 * A page that shows an execution: the verdict, and what it has waited for over time. It needs nothing but itself, reads with
 * the keyboard and in the dark, and runs no script.
 */
export function timelinePage(timeline: Timeline, explanation: Explanation): string {
  const { status, spans, notExamined } = timeline;
  const { workflowId, workflowType } = timeline;
  const mark = explanation.healthy ? ' marked well' : ' marked stuck';
  const rows = timelineRows(spans, explanation, MOST_ROWS);
  const title = `${workflowId} (${workflowType}): ${explanation.cause}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${html(workflowId)}</h1>
<p class="verdict ${explanation.healthy ? 'well' : 'stuck'}"><strong>${html(explanation.healthy ? `well, ${explanation.cause}` : explanation.cause)}</strong>: ${html(explanation.headline)}</p>
<p>${html(explanation.consequence)}</p>
${section(
  'Evidence',
  explanation.evidence.map(({ what, since }) => html(since === undefined ? what : `${what}, since ${since}`)),
)}
${section(
  'What to do',
  explanation.remedy.map(
    ({ text: what, command }) =>
      `${html(what)}${command === undefined ? '' : `<pre tabindex="0"><code>${escapeHtml(command)}</code></pre>`}`,
  ),
)}
${section(
  'Also',
  explanation.also.map(({ cause, headline }) => html(`${cause}: ${headline}`)),
)}
<h2 id="timeline">Timeline</h2>
<p>${html(workflowType)}, ${html(status.toLowerCase())}, from ${isoTime(timeline.start)} to ${isoTime(timeline.end)}.${spans.length > MOST_ROWS ? ` Of ${spans.length} waits, ${MOST_ROWS} are shown: what the verdict is about, what is open, what failed, and the last ones.` : ''}</p>
${notExamined.map((each) => `<p>Not seen: ${html(each)}.</p>`).join('\n')}
<div class="wide" role="region" aria-labelledby="timeline" tabindex="0">
<table aria-labelledby="timeline">
<thead><tr><th scope="col">What</th><th scope="col">Outcome</th><th scope="col">Began</th><th scope="col">Took</th><th scope="col">When</th></tr></thead>
<tbody>
${rows.map((each) => ('span' in each ? row(each.span, timeline, each.isOfVerdict ? mark : '') : `<tr><td colspan="5">… ${each.leftOut}</td></tr>`)).join('\n')}
</tbody>
</table>
</div>
${section('Not seen', explanation.notExamined.map(html))}
</main>
</body>
</html>
`;
}

// More are not looked through, nor stepped through with the keyboard.
const MOST_ROWS = 300;

/** Ids, notes and reasons are written by others. Commands stay as they are, to be copied. */
function html(text: string): string {
  return escapeHtml(visibleText(text));
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<h2>${title}</h2>\n<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}

/** Of the rows that the verdict is about. */
type Mark = '' | ' marked well' | ' marked stuck';

/** Percent. */
const LEAST = 0.5;

function row(span: TimelineSpan, { start, end }: Timeline, mark: Mark): string {
  const { kind, label, outcome, note, eventId } = span;
  const until = span.end ?? end;
  const whole = Math.max(1, end - start);
  // What took no time has to be seen as well, at the end of the track, too.
  const left = Math.min(100 - LEAST, percent((span.start - start) / whole));
  const width = Math.max(LEAST, Math.min(100 - left, percent((until - span.start) / whole)));
  const named = label.startsWith(kind) ? html(label) : `${kind} <bdi>${html(label)}</bdi>`;
  const name = `${named}${eventId === undefined ? '' : ` (event ${eventId})`}`;
  return [
    `<tr tabindex="0" class="${outcome.replace(' ', '-')}${mark}">`,
    `<th scope="row">${mark === '' ? '' : '<strong>The verdict:</strong> '}${name}${note === undefined ? '' : `<br><small>${html(note)}</small>`}</th>`,
    `<td>${outcome}</td><td>${isoTime(span.start)}</td><td>${spokenTime(until - span.start)}${span.end === undefined ? ' so far' : ''}</td>`,
    `<td class="track"><span class="bar" style="margin-left:${left}%;width:${width}%"></span></td></tr>`,
  ].join('');
}

function percent(share: number): number {
  return Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --done: #2b8a3e; --open: #1971c2; --bad: #c92a2a; --idle: #868e96; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.5rem; }
.verdict { border-left: .4rem solid var(--bad); padding: .5rem 1rem; } .verdict.well { border-color: var(--done); }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .5rem; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
th[scope=row] { font-weight: normal; } td, th[scope=col] { white-space: nowrap; }
.track { width: 40%; min-width: 10rem; } .bar { display: block; height: 1rem; background: var(--done); border-radius: .2rem; }
.open .bar { background: repeating-linear-gradient(45deg, var(--open) 0 6px, transparent 6px 9px); outline: 1px solid var(--open); }
.failed .bar, .timed-out .bar { background: var(--bad); } .canceled .bar { background: var(--idle); }
.marked th { border-left: .4rem solid var(--bad); } .marked.well th { border-color: var(--done); }
tr:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 3px solid var(--open); outline-offset: -2px; }
@media (prefers-color-scheme: dark) { :root { --done: #51cf66; --open: #74c0fc; --bad: #ff8787; } }
@media print {
  :root { color-scheme: light; --done: #2b8a3e; --open: #1971c2; --bad: #c92a2a; }
  main { max-width: none; padding: 0; } .wide { overflow: visible; } pre { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; }
  table { font-size: .75rem; } td { white-space: normal; } .track { width: 30%; min-width: 4rem; } tr { break-inside: avoid; }
  .bar, .open .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
