const COLUMNS = ['Sample', 'Types', 'Tests and scripts', 'Runs', 'Codes seen', 'Verdict'];

/**
 * The results of several projects as a table in Markdown. One text stands for both runs where they went the same way.
 * @param {{ name: string, result?: { rows: object[] } }[]} samples
 */
export function formatSamples(samples) {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...samples.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ name, result }) {
  if (result === undefined) return [name, '', '', '', '', 'not found out'];
  const { rows } = result;
  const isRun = ({ raw, handrail }) => (raw?.executions ?? handrail.executions) !== undefined;
  const isScript = (row) => !['install', 'typecheck'].includes(row.step) && !isRun(row);
  const codes = [...new Set(rows.flatMap((row) => row.codes))].sort();
  return [
    name,
    rows
      .filter(({ step }) => step === 'typecheck')
      .map(compare)
      .join('<br>'),
    rows
      .filter(isScript)
      .map((row) => `\`${row.step.replace(/^npm run /, '')}\` ${compare(row)}`)
      .join('<br>'),
    rows.filter(isRun).map(compare).join('<br>'),
    codes.join(', '),
    verdictOf(rows),
  ];
}

function compare({ raw, handrail, verdict }) {
  if (verdict === 'as before') return 'the same errors in both';
  return raw === undefined || raw.text === handrail.text ? handrail.text : `SDK ${raw.text}, Handrail ${handrail.text}`;
}

function verdictOf(rows) {
  const bad = rows.filter(({ verdict }) => !['ok', 'as before'].includes(verdict));
  return bad.length === 0 ? 'ok' : bad.map(({ step, verdict }) => `${step}: ${verdict}`).join(', ');
}
