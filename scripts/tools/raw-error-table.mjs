// A line beyond this is cut.
const LONGEST = 260;

export const RESULTS = 'benchmarks/RESULTS.md';

const START = '## Errors: `pnpm report:raw-errors`';

const PARTS = {
  'raw-errors-bundle': 'Bundling',
  'raw-errors-workflow': 'Workflow tasks and activities',
  'raw-errors-client': 'Client',
  'raw-errors-worker': 'Worker, tests and replay',
};

/**
 * The table of mistakes: what the SDK alone says, and what Handrail says, by the parts of the tests that recorded them.
 *
 * @param {Record<string, { mistake: string, raw: string, ours?: string }[]>} cases - by the name of the record
 */
export function tableOf(cases) {
  const parts = Object.keys(PARTS).filter((name) => cases[name]?.length > 0);
  const count = parts.reduce((sum, name) => sum + distinct(cases[name]).length, 0);
  return [
    START,
    '',
    `The first line that a user reads of ${count} mistakes, each made on a real server or by the real bundler: with the SDK alone (an arrow leads to the cause), and with`,
    'Handrail. Ids and ports are shortened.',
    '',
    ...parts.flatMap((name) => [
      `### ${PARTS[name]}`,
      '',
      '| mistake | the SDK alone | Handrail |',
      '| --- | --- | --- |',
      ...distinct(cases[name]).map(({ mistake, raw, ours }) => `| ${mistake} | ${cell(raw)} | ${cell(ours ?? '')} |`),
      '',
    ]),
  ].join('\n');
}

/** Puts the table in the place of the one before, or at the end. */
export function replaceTable(text, table) {
  const at = text.indexOf(START);
  const before = (at === -1 ? text : text.slice(0, at)).trimEnd();
  const next = at === -1 ? -1 : text.indexOf('\n## ', at + START.length);
  return `${before}\n\n${table.trimEnd()}\n${next === -1 ? '' : `\n${text.slice(next + 1)}`}`;
}

// One mistake may be made by several doors.
function distinct(cases) {
  return [...new Map(cases.map((each) => [each.mistake, each])).values()];
}

/** A text that fits into a cell, and is the same in each run. */
function cell(text) {
  const stable = text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:…')
    .replaceAll(/20\d\d-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replaceAll(/\/(?:tmp|home|work)\/\S+/g, '…')
    .replaceAll(/x{20,}/g, 'x…')
    .replaceAll('\n', ' ')
    .replaceAll('|', '\\|')
    .replaceAll('`', "'");
  if (stable === '') return '—';
  return `\`${stable.length > LONGEST ? `${stable.slice(0, LONGEST)}…` : stable}\``;
}
