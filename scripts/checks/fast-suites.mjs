import { runVitest } from '../tools/run-vitest.mjs';

export const types = {
  name: 'Types of the tests',
  fix: 'correct what the compiler names.',
  run: ({ command }) => command(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']),
};

export const unitTests = {
  name: 'Unit tests',
  fix: 'run a single file: npx vitest run --project unit <file>',
  run: (tools) => runVitest(tools, 'unit', ['--project', 'unit', 'packages', 'scripts', 'benchmarks']),
};

export const documentation = {
  name: 'Docs against the code',
  fix: 'correct the page, or the code that it shows; run: npx vitest run --project unit docs',
  run: (tools) => runVitest(tools, 'docs', ['--project', 'unit', 'docs']),
};
