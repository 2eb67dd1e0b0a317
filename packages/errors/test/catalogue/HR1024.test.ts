import { expect, it } from 'vitest';
import { HR1024 } from '../../src';

it('says what a lone default export does', () => {
  const { message } = HR1024.error({ path: 'src/workflows.ts', onlyDefault: true });
  expect(message).toBe(
    [
      '[HR1024] src/workflows.ts has only a default export, which serves every workflow type that has no export of its own.',
      '  Why:     a misspelt workflow type is not refused but runs this function, too.',
      '  Fix:     export the workflow under its own name (export async function order() { … }); leave it as it is where a handler for all types is meant.',
      '  Docs:    https://handrail.dev/errors/HR1024        (offline: npx handrail explain HR1024)',
    ].join('\n'),
  );
});

it('says that a module without exports runs nothing', () => {
  const { message } = HR1024.error({ path: 'src/workflows.ts', onlyDefault: false });
  expect(message).toBe(
    [
      '[HR1024] src/workflows.ts exports nothing, so that no workflow can run.',
      '  Why:     every workflow task of this worker would fail and be retried for ever.',
      '  Fix:     export each workflow function by name: export async function order() { … }.',
      '  Docs:    https://handrail.dev/errors/HR1024        (offline: npx handrail explain HR1024)',
    ].join('\n'),
  );
});

it('says that a function has no name to start it by', () => {
  expect(HR1024.problem({ path: 'src/workflows.js', onlyDefault: false, isFunction: true }).head).toBe(
    'src/workflows.js is one function, module.exports = …, and exports no workflow by name.',
  );
});
