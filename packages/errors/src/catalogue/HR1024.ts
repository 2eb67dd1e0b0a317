import { defineError } from '../define-error';

export const HR1024 = defineError<{
  path: string;
  onlyDefault: boolean;
  /** Its `module.exports` is a function, which has no name to start it by. */
  isFunction?: boolean;
}>({
  code: 'HR1024',
  title: 'The workflow module exports no workflow by name',
  disposition: 'warn',
  head: ({ path, onlyDefault, isFunction }) =>
    isFunction === true
      ? `${path} is one function, module.exports = …, and exports no workflow by name.`
      : onlyDefault
        ? `${path} has only a default export, which serves every workflow type that has no export of its own.`
        : `${path} exports nothing, so that no workflow can run.`,
  why: ({ onlyDefault }) =>
    onlyDefault
      ? 'a misspelt workflow type is not refused but runs this function, too.'
      : 'every workflow task of this worker would fail and be retried for ever.',
  fix: ({ onlyDefault }) =>
    onlyDefault
      ? 'export the workflow under its own name (export async function order() { … }); leave it as it is where a handler for all types is meant.'
      : 'export each workflow function by name: export async function order() { … }.',
  example: { path: 'src/workflows.ts', onlyDefault: true },
});
