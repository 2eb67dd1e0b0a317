import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBaselineFile } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { Command, CommandInput } from '../command';
import { ExitCode } from '../exit-code';
import { formatAnnotations } from '../formats/annotations';
import { checkObject, formatCheck } from '../formats/check';
import { toSarif } from '../formats/sarif';
import { type CheckResult, isFine } from '../internal/check-result';
import { applyBaseline } from '../internal/lint-baseline';
import { ownVersion } from '../internal/own-version';
import { createProgress } from '../internal/progress';
import { tryBundles } from '../internal/try-bundles';
import { writeResult } from '../internal/write-result';

interface CheckFlags {
  readonly config?: 'recommended' | 'strict' | 'portable';
  readonly workflows?: readonly string[];
  readonly bundle?: boolean;
  readonly sarif?: string;
  readonly github?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
}

const CONFIGS = ['recommended', 'strict', 'portable'] as const;

/** `handrail check`: what the lint rules find, and what the SDK's bundler says. */
export const check: Command<CheckFlags> = {
  name: 'check',
  summary: 'find what workflow code must not do, and what cannot be bundled',
  description:
    'Needs no ESLint config. Nothing of the project is run: files are read, and workflows are bundled as a worker would\nbundle them. A baseline holds the problems that there were when it was written; its counts may only fall.',
  arguments: [{ name: '[paths...]', description: 'files and folders; without any, the folder that it is run in' }],
  options: [
    {
      flags: '--config <name>',
      description: `the rules: ${CONFIGS.join(', ')}`,
      parse: parseConfig,
      defaultDescription: 'recommended',
    },
    {
      flags: '--workflows <glob...>',
      description: 'the files whose exports are workflows',
      defaultDescription: 'found',
    },
    { flags: '--no-bundle', description: 'do not ask the bundler' },
    { flags: '--sarif <file>', description: 'write SARIF 2.1.0, too' },
    {
      flags: '--github',
      description: 'print annotations for GitHub Actions, too',
      defaultDescription: 'where it runs in one',
    },
    { flags: '--baseline <file>', description: 'tolerate the problems that it lists' },
    { flags: '--write-baseline', description: 'write the file, or lower its counts', belongsTo: '--baseline' },
  ],
  examples: [
    'check',
    'check src/workflows --no-bundle',
    'check --baseline handrail-baseline.json --sarif handrail.sarif',
  ],
  async run(input) {
    const { options, terminal } = input;
    const root = process.cwd();
    const result = await look(input, root);
    if (options.sarif !== undefined)
      await writeResult(options.sarif, `${JSON.stringify(toSarif(result, ownVersion()), null, 2)}\n`, 'handrail check');
    if (options.json) terminal.print(JSON.stringify(checkObject(result)));
    else terminal.print(formatCheck(result, terminal.stdoutStyle));
    const annotates = options.github ?? (input.environment['GITHUB_ACTIONS'] === 'true' && !options.json);
    const annotations = annotates ? formatAnnotations(result) : '';
    if (annotations !== '') terminal.print(annotations);
    if (!isFine(result)) return ExitCode.Found;
    return result.notExamined.length > 0 ? ExitCode.CouldNotLook : ExitCode.Fine;
  },
};

async function look(
  { options, arguments: given, terminal }: CommandInput<CheckFlags>,
  root: string,
): Promise<CheckResult> {
  const paths = given.filter((path) => path !== undefined);
  const missing = paths.find((path) => !existsSync(resolve(root, path)));
  if (missing !== undefined) throw usage(`there is no file or folder ${missing}`);

  // Before the work, not after it.
  if (options.baseline !== undefined && !(options.writeBaseline && !existsSync(options.baseline)))
    readBaselineFile(options.baseline, '--baseline');

  const { bundleEntries, checkFiles } = await import('@handrail/eslint-plugin/check');
  const progress = createProgress(terminal, 'files');
  const report = checkFiles({
    root,
    ...(paths.length > 0 && { paths }),
    config: options.config,
    settings: options.workflows === undefined ? {} : { workflows: options.workflows },
    onProgress: progress.update,
  });
  progress.end();
  requireSeen(report, { paths, workflows: options.workflows });
  const bundles =
    options.bundle === false ? undefined : await tryBundles(bundleEntries(root), { root, paths, terminal });
  const baseline = await applyBaseline(report.problems, {
    file: options.baseline,
    writes: options.writeBaseline === true,
  });
  return {
    files: report.files,
    workflowFiles: report.workflowFiles,
    problems: baseline.problems,
    tolerated: baseline.tolerated,
    fewer: baseline.fewer,
    wrote: baseline.wrote,
    bundles: bundles?.bundles ?? [],
    notExamined: [...report.notExamined, ...(bundles?.notExamined ?? [])],
  };
}

/** A gate that looked at nothing must not let everything pass: a folder was renamed, or a pattern was quoted otherwise. */
function requireSeen(
  { files, workflowFiles }: { readonly files: number; readonly workflowFiles: number },
  { paths, workflows }: { readonly paths: readonly string[]; readonly workflows?: readonly string[] | undefined },
): void {
  const where = paths.length === 0 ? 'this folder' : paths.join(', ');
  if (files === 0) throw usage(`there is no JavaScript or TypeScript in ${where}, so that nothing was looked at`);
  if (workflows !== undefined && workflowFiles === 0)
    throw usage(`--workflows ${workflows.join(' ')} fits none of the ${files} files in ${where}`);
}

function parseConfig(text: string): string {
  if (!CONFIGS.some((each) => each === text)) throw new Error(`it is one of ${CONFIGS.join(', ')}`);
  return text;
}

function usage(problem: string): Error {
  return HR9016.error({ problem, command: 'handrail check' });
}
