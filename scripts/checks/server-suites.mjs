import { runVitest } from '../tools/run-vitest.mjs';

export const endToEndTests = {
  name: 'Tests on the server',
  fix: 'run a single file: npx vitest run --project e2e <file>',
  run: (tools) =>
    runVitest(tools, 'e2e', [
      '--project',
      'e2e',
      'packages',
      'eslint-plugin',
      'scripts',
      'benchmarks',
      'docs',
      'monitoring',
    ]),
};

export const exampleTests = {
  name: 'Tests of the examples',
  fix: 'run a single file: npx vitest run --root examples/orders <file>',
  run: (tools) => runVitest(tools, 'examples', ['--root', 'examples/orders', '--maxWorkers', '2']),
};
