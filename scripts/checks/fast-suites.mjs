import { createRequire } from 'node:module';
import { runVitest } from '../tools/run-vitest.mjs';

const require = createRequire(import.meta.url);

export const types = {
  name: 'Types of the tests',
  fix: 'correct what the compiler names.',
  run: ({ command }) => command(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.test.json']),
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
