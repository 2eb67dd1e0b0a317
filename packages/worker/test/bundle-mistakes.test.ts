import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { HandrailError, headLine } from '@handrail/errors';
import * as sdk from '@temporalio/worker';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleWorkflowCode } from '../src';
import { projectForTests } from './support/project-for-tests';
import { BUNDLE_MISTAKES, type BundleMistake } from './support/bundle-mistakes';

const REPORT = resolve('.cache/reports/raw-errors-bundle.json');
const report: { mistake: string; raw: string; ours: string | undefined }[] = [];

const project = projectForTests();
const { warn, write } = project;

afterAll(() => {
  mkdirSync(dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify(report, undefined, 2)}\n`);
});

const logger = new sdk.DefaultLogger('ERROR', () => undefined);

describe.each(BUNDLE_MISTAKES.map((entry) => [entry.mistake, entry] as const))('%s', (_, entry) => {
  it('is refused with what is wrong, where, and what to do', async () => {
    write(entry.files);
    const raw = await rawError(entry);
    const error = await bundle(entry).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!HandrailError.isInstance(error)) throw new Error('it was bundled', { cause: error });
    const heads = error.problems.map(headLine);
    report.push({ mistake: entry.mistake, raw, ours: heads[0] });
    expect(heads).toEqual(entry.heads);
    const text = error.message.replaceAll('\n           ', ' ');
    for (const words of entry.says) expect(text).toContain(words);
    expect(JSON.parse(JSON.stringify(error.problems))).toEqual(error.problems);
    expect(longLines(error.message)).toEqual([]);
    expect(error.message).not.toContain(project.path);
  });

  it('is silent once it is put right', async () => {
    write(entry.files);
    for (const [path, text] of Object.entries(entry.right)) {
      if (text === null) rmSync(join(project.path, path));
      else write({ [path]: text });
    }
    await bundle(entry);
    expect(warn).not.toHaveBeenCalled();
  });
});

function bundle({ entry = 'w.ts' }: BundleMistake): Promise<unknown> {
  return bundleWorkflowCode({ workflowsPath: join(project.path, entry), logger });
}

/** What the SDK alone says, in a project that finds the SDK's packages. */
async function rawError({ entry = 'w.ts' }: BundleMistake): Promise<string> {
  const require = createRequire(import.meta.url);
  const workflow = dirname(require.resolve('@temporalio/workflow/package.json'));
  const common = dirname(require.resolve('@temporalio/common/package.json', { paths: [workflow] }));
  const alias = { '@temporalio/workflow': workflow, '@temporalio/common': common };
  return await sdk
    .bundleWorkflowCode({
      workflowsPath: join(project.path, entry),
      logger,
      webpackConfigHook: (config) => ({
        ...config,
        resolve: { ...config.resolve, alias: { ...config.resolve?.alias, ...alias } },
      }),
    })
    .then(
      () => '(nothing: it is bundled, and fails in the worker)',
      (error: unknown) => String(error).split('\n', 1)[0] ?? '',
    );
}

// Heads stand alone in one line, and chains and code are as long as they are.
function longLines(message: string): string[] {
  return message.split('\n').filter((line) => line.length > 100 && !/^\[HR|→|^ {12}/.test(line));
}
