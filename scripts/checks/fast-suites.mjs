import { readdirSync } from 'node:fs';
import { StepFailure } from '../tools/run-steps.mjs';
import { runVitest } from '../tools/run-vitest.mjs';

export const types = {
  name: 'Types of the tests',
  narrow: true,
  fix: 'correct what the compiler names.',
  run: ({ command }) => command(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']),
};

/** What is written without state of its own, so that its test files may share a process: for each a new one would cost more than they do. */
const WITHOUT_STATE = [
  'eslint-plugin',
  ...['activity', 'cli', 'client', 'common', 'errors', 'operations'].map((name) => `packages/${name}/`),
];

export const unitTests = {
  name: 'Unit tests',
  fix: 'run a single file: npx vitest run --project unit <file>',
  run: (tools) =>
    runVitest(tools, 'unit', [
      ...['--project', 'unit', 'scripts', 'benchmarks', 'monitoring'],
      ...readdirSync('packages')
        .map((name) => `packages/${name}/`)
        .filter((folder) => !WITHOUT_STATE.includes(folder)),
    ]),
};

export const unitTestsInOneProcess = {
  name: 'Unit tests of what has no state',
  fix: 'run a single file: npx vitest run --project unit <file>; where it fails only beside others, with --no-isolate and their folder',
  run: (tools) => runVitest(tools, 'without-state', ['--project', 'unit', '--no-isolate', ...WITHOUT_STATE]),
};

export const typeTests = {
  name: 'Type tests',
  narrow: true,
  fix: 'run: node scripts/type-tests.mjs <file>',
  async run({ tryCommand }) {
    const { code, output } = await tryCommand(process.execPath, ['scripts/type-tests.mjs']);
    const [, passed = 0, failed = 0] = /^(\d+) type tests passed, (\d+) failed\.$/m.exec(output)?.map(Number) ?? [];
    const counts = { passed, failed, skipped: 0 };
    if (code !== 0) throw new StepFailure(output, { ...counts, failed: Math.max(failed, 1) });
    return { ...counts, note: `${passed} files` };
  },
};

export const documentation = {
  name: 'Docs against the code',
  fix: 'correct the page, or the code that it shows; run: npx vitest run --project unit docs',
  run: (tools) => runVitest(tools, 'docs', ['--project', 'unit', 'docs']),
};
