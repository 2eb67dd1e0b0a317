import { readdirSync } from 'node:fs';
import { StepFailure } from '../tools/run-steps.mjs';
import { runVitest } from '../tools/run-vitest.mjs';

export const types = {
  name: 'Types of the tests',
  narrow: true,
  fix: 'correct what the compiler names.',
  run: ({ command }) => command(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']),
};

const ERRORS = 'packages/errors/';

export const unitTests = {
  name: 'Unit tests',
  fix: 'run a single file: npx vitest run --project unit <file>',
  run: (tools) =>
    runVitest(tools, 'unit', [
      ...['--project', 'unit', 'eslint-plugin', 'scripts', 'benchmarks', 'monitoring'],
      ...readdirSync('packages')
        .map((name) => `packages/${name}/`)
        .filter((folder) => folder !== ERRORS),
    ]),
};

/** They are many, small and pure: a process for each would cost ten times what they do. */
export const errorTests = {
  name: 'Unit tests of the errors',
  fix: `run a single file: npx vitest run --project unit <file>; where it fails only beside others: npx vitest run --project unit --no-isolate ${ERRORS}`,
  run: (tools) => runVitest(tools, 'errors', ['--project', 'unit', '--no-isolate', ERRORS]),
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
