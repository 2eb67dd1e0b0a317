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
      "  Fix:     let Node find it from the file that creates the worker: workflowsPath: require.resolve('./workflows'), or in an ES module fileURLToPath(new URL('./workflows.ts', import.meta.url)).",
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
