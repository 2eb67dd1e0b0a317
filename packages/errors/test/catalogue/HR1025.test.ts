import { expect, it } from 'vitest';
import { HR1025 } from '../../src';

it('names the line that waits and the way to it, and tells what each execution would say', () => {
  const { message } = HR1025.error({
    cause: 'await',
    at: { file: 'src/config.ts', line: 3 },
    chain: ['src/workflows.ts', 'src/config.ts'],
    steps: [{ file: 'src/workflows.ts', line: 1, request: './config', kind: 'import' }],
  });
  expect(message).toBe(
    [
      '[HR1025] Workflow code has a top-level await in src/config.ts:3: src/workflows.ts → src/config.ts.',
      '  Why:     a module that waits while it is loaded makes a promise of every module above it: the',
      "           workflow module has no exports left, and each workflow task fails with 'no such function",
      "           is exported by the workflow bundle'.",
      '             src/workflows.ts:1  imports ./config',
      '  Fix:     move the await into a function that the workflow calls, or into an activity whose result',
      '           it uses.',
      '  Docs:    https://handrail.dev/errors/HR1025        (offline: npx handrail explain HR1025)',
    ].join('\n'),
  );
});

it('says the same of WebAssembly, which is loaded asynchronously', () => {
  const { head, fix } = HR1025.problem({
    cause: 'wasm',
    at: { file: 'src/a.wasm' },
    chain: ['src/w.ts', 'src/a.wasm'],
  });
  expect(head).toBe('Workflow code imports WebAssembly in src/a.wasm: src/w.ts → src/a.wasm.');
  expect(fix.replace('\n', ' ')).toBe(
    'move what uses the WebAssembly module to an activity, or take a build of the package without it.',
  );
});

it('leaves out the place where lint shows it', () => {
  expect(HR1025.problem({ cause: 'await', chain: ['src/workflows.ts', 'src/config.ts'] }).head).toBe(
    'Workflow code has a top-level await: src/workflows.ts → src/config.ts.',
  );
});
