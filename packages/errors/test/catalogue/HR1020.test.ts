import { expect, it } from 'vitest';
import { HR1020 } from '../../src';

it('names the path, what was probably meant, and what exists of it', () => {
  const { message } = HR1020.error({
    option: 'workflowsPath',
    path: '/app/src/workflow',
    cwd: '/app',
    suggestion: '/app/src/workflows.ts',
    existingFolder: '/app/src',
  });
  expect(message).toBe(
    [
      "[HR1020] workflowsPath is '/app/src/workflow', which does not exist; did you mean '/app/src/workflows.ts'?",
      '  Why:     without that file there is no workflow code to run. The working directory is /app; what exists of the path is /app/src.',
      "  Fix:     let Node find it from the file that creates the worker: workflowsPath: require.resolve('./workflows'), or in an ES module fileURLToPath(new URL('./workflows.js', import.meta.url)), './workflows.ts' where Node runs the sources themselves.",
      '  Docs:    https://handrail.dev/errors/HR1020        (offline: npx handrail explain HR1020)',
    ].join('\n'),
  );
});

it('says of a prebuilt bundle that it has to be built first', () => {
  const { message } = HR1020.error({ option: 'workflowBundle.codePath', path: 'dist/bundle.js', cwd: '/app' });
  expect(message).toBe(
    [
      "[HR1020] workflowBundle.codePath is 'dist/bundle.js', which does not exist.",
      '  Why:     without that file there is no workflow code to run. The working directory is /app.',
      '  Fix:     build the bundle with bundleWorkflowCode first, and give codePath the absolute path of the file that the build wrote.',
      '  Docs:    https://handrail.dev/errors/HR1020        (offline: npx handrail explain HR1020)',
    ].join('\n'),
  );
});

it.each([
  [
    'no-index',
    "workflowsPath is '/app/wf', a folder without an index.ts or index.js.",
    'of a folder only its index file is loaded, not each file in it. It holds order.ts. The working directory is /app.',
    "write an index.ts that exports each workflow (export * from './order';), and leave the option as it is.",
  ],
  [
    'relative',
    "workflowsPath is '/app/wf', which the bundler cannot find from there.",
    'a relative path is taken from the folder of the generated entry point, not from the working directory. It holds order.ts. The working directory is /app.',
    'let Node find it from the file that creates the worker',
  ],
  [
    'declarations',
    "workflowsPath is '/app/wf', which holds types only.",
    'a declaration file has no code in it; the bundle would be empty. It holds order.ts. The working directory is /app.',
    'let Node find it from the file that creates the worker',
  ],
  [
    'not-code',
    "workflowsPath is '/app/wf', which is neither TypeScript nor JavaScript.",
    'the bundler compiles .ts and .js files only. It holds order.ts. The working directory is /app.',
    'let Node find it from the file that creates the worker',
  ],
  [
    'folder',
    "workflowsPath is '/app/wf', which is a folder.",
    'it has to be the file that the build wrote. It holds order.ts. The working directory is /app.',
    'let Node find it from the file that creates the worker',
  ],
] as const)('says what is wrong with what does exist: %s', (fault, head, why, fix) => {
  const problem = HR1020.problem({ option: 'workflowsPath', path: '/app/wf', cwd: '/app', fault, files: ['order.ts'] });
  expect(problem.head).toBe(head);
  expect(problem.why).toBe(why);
  expect(problem.fix).toContain(fix);
});
