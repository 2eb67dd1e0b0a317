// `pnpm test:types`: compiles every `packages/*/test/**/*.test-d.ts` against the built packages under each kind of module
// resolution, and compares every error with the text that the test gives. With paths as arguments: only these files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const chosen = process.argv.slice(2).map((path) => resolve(path));
process.chdir(root);
const { compile, RESOLUTIONS } = await import('./type-tests/compile.mjs');
const { compareWithExpectations } = await import('./type-tests/expectations.mjs');

let passed = 0;
let failed = 0;
for (const resolution of Object.keys(RESOLUTIONS)) {
  for (const files of separate(findTests())) {
    const errors = compile({ resolution, files });
    for (const file of files) report(file, resolution, errors);
    for (const { message } of errors.filter((error) => error.file === undefined)) fail(`${resolution}: ${message}`);
  }
}
console.log(`${passed} type tests passed, ${failed} failed.`);
process.exitCode = failed === 0 ? 0 : 1;

function findTests() {
  const folders = readdirSync('packages').map((name) => join('packages', name, 'test'));
  const all = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((path) => path.endsWith('.test-d.ts'))
      .map((path) => resolve(folder, path)),
  );
  return chosen.length === 0 ? all.sort() : all.filter((path) => chosen.includes(path));
}

/** The files by program: what augments one of our modules would reach other tests, and stands alone. */
function separate(files) {
  const alone = files.filter((file) => /^declare module '@handrail/m.test(readFileSync(file, 'utf8')));
  const together = files.filter((file) => !alone.includes(file));
  return [together, ...alone.map((file) => [file])].filter((group) => group.length > 0);
}

function report(file, resolution, errors) {
  const own = errors.filter((error) => error.file !== undefined && resolve(error.file) === file);
  const { expected, faults } = compareWithExpectations(readFileSync(file, 'utf8'), own);
  const name = file.slice(root.length);
  if (faults.length > 0) return fail(`${name} (${resolution})\n  ${faults.join('\n  ')}`);
  passed += 1;
  console.log(`ok ${name} (${resolution}): ${expected} expected errors`);
}

function fail(text) {
  failed += 1;
  console.error(`FAILED ${text}`);
}
