import { defineError } from '../define-error';

export const HR1020 = defineError<{
  option: 'workflowsPath' | 'workflowBundle.codePath';
  path: string;
  cwd: string;
  suggestion?: string;
  existingFolder?: string;
}>({
  code: 'HR1020',
  title: 'The workflow code is not where an option says',
  disposition: 'refuse',
  head: ({ option, path, suggestion }) =>
    `${option} is '${path}', which does not exist${suggestion === undefined ? '.' : `; did you mean '${suggestion}'?`}`,
  why: ({ cwd, existingFolder }) =>
    `without that file there is no workflow code to run. The working directory is ${cwd}${
      existingFolder === undefined ? '' : `; what exists of the path is ${existingFolder}`
    }.`,
  fix: ({ option }) =>
    option === 'workflowsPath'
      ? "let Node find it from the file that creates the worker: workflowsPath: require.resolve('./workflows'), or in an ES module fileURLToPath(new URL('./workflows.ts', import.meta.url))."
      : 'build the bundle with bundleWorkflowCode first, and give codePath the absolute path of the file that the build wrote.',
  example: {
    option: 'workflowsPath',
    path: '/app/src/workflow',
    cwd: '/app',
    suggestion: '/app/src/workflows.ts',
    existingFolder: '/app/src',
  },
});
