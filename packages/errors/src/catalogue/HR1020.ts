import { defineError } from '../define-error';

type Option = 'workflowsPath' | 'workflowBundle.codePath';

export const HR1020 = defineError<{
  option: Option;
  path: string;
  cwd: string;
  /** What is wrong with it; without it, there is nothing under the path. */
  fault?: 'folder' | 'no-index' | 'relative' | 'declarations' | 'not-code' | 'pattern' | 'not-built';
  suggestion?: string;
  existingFolder?: string;
  /** The code files in a folder that has no index. */
  files?: readonly string[];
}>({
  code: 'HR1020',
  title: 'The workflow code is not where an option says',
  disposition: 'refuse',
  head: ({ option, path, fault, suggestion }) =>
    `${option} is '${path}', ${fault === undefined ? 'which does not exist' : HEADS[fault]}${
      suggestion === undefined ? '.' : `; did you mean '${suggestion}'?`
    }`,
  why: ({ cwd, existingFolder, fault, files = [] }) =>
    `${fault === undefined ? 'without that file there is no workflow code to run.' : WHYS[fault]}${
      files.length === 0 ? '' : ` It holds ${files.join(', ')}.`
    } The working directory is ${cwd}${
      existingFolder === undefined ? '' : `; what exists of the path is ${existingFolder}`
    }.`,
  fix: ({ option, fault }) =>
    fault === 'no-index' ? INDEX : fault === 'pattern' ? ONE_FILE : fault === 'not-built' ? BUILD : FIXES[option],
  example: {
    option: 'workflowsPath',
    path: '/app/src/workflow',
    cwd: '/app',
    suggestion: '/app/src/workflows.ts',
    existingFolder: '/app/src',
  },
});

const HEADS = {
  folder: 'which is a folder',
  'no-index': 'a folder without an index.ts or index.js',
  relative: 'which the bundler cannot find from there',
  declarations: 'which holds types only',
  'not-code': 'which is neither TypeScript nor JavaScript',
  pattern: 'a pattern, and no file has that name',
  'not-built': 'which does not exist',
};

const WHYS = {
  folder: 'it has to be the file that the build wrote.',
  'no-index': 'of a folder only its index file is loaded, not each file in it.',
  relative: 'a relative path is taken from the folder of the generated entry point, not from the working directory.',
  declarations: 'a declaration file has no code in it; the bundle would be empty.',
  'not-code': 'the bundler compiles .ts and .js files only.',
  pattern: 'the bundler starts from one file, or from the index of a folder, and takes what that imports.',
  'not-built': 'its source is there: the build has not written it, or writes elsewhere.',
};

const INDEX = "write an index.ts that exports each workflow (export * from './order';), and leave the option as it is.";

const ONE_FILE =
  "name one file that exports the workflows of the others (export * from './order'; …), and give its path, require.resolve('./workflows').";

const BUILD = 'build the project first, or give the source itself: the bundler compiles TypeScript.';

const FIXES: Record<Option, string> = {
  workflowsPath:
    "let Node find it from the file that creates the worker: workflowsPath: require.resolve('./workflows'), or in an ES module fileURLToPath(new URL('./workflows.js', import.meta.url)), './workflows.ts' where Node runs the sources themselves.",
  'workflowBundle.codePath':
    'build the bundle with bundleWorkflowCode first, and give codePath the absolute path of the file that the build wrote.',
};
