// pnpm report:raw-errors: writes the table of raw errors into benchmarks/RESULTS.md, from what the tests have recorded.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as prettier from 'prettier';
import { RESULTS, replaceTable, tableOf } from './tools/raw-error-table.mjs';

const FOLDER = '.cache/reports';

const names = (await readdir(FOLDER).catch(() => [])).filter((name) => /^raw-errors-\w+\.json$/.test(name)).sort();
const cases = {};
for (const name of names)
  cases[name.slice(0, -'.json'.length)] = JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8'));
if (names.length === 0) {
  console.error('There is no record yet. Run: npx vitest run raw-errors bundle-mistakes, then this again.');
  process.exitCode = 1;
} else {
  const text = replaceTable(await readFile(RESULTS, 'utf8'), tableOf(cases));
  await writeFile(
    RESULTS,
    await prettier.format(text, { ...(await prettier.resolveConfig(RESULTS)), filepath: RESULTS }),
  );
  console.log(`wrote ${RESULTS}`);
}
