import { readFile } from 'node:fs/promises';
import type { EffectivePolicy } from '@handrail/common';
import { logProblem, reportPolicyConflict } from '@handrail/common/host';
import { DEFAULT_UI_URL, HR4012, HR5001, HR5015, type Links } from '@handrail/errors';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { bundleFault } from './bundle-fault';
import { overrideBundlePolicy, type PolicyOverride, readBundlePolicy, readBundleSdk } from './bundle-policy';
import { installedSdk } from './supported-sdk';
import { requireWorkflowCode } from './workflow-code-path';

/** A bundle to run, and where errors of its workflows link to. */
export interface PrebuiltBundle {
  readonly bundle: WorkflowBundleOption;
  readonly links: EffectivePolicy['links'];
}

/**
 * Looks into a bundle that was built before: it carries the policy of its build, or none at all.
 *
 * `HANDRAIL_MODE` is a matter of the process that runs the bundle, and so is being a test environment; what the bundle says of
 * them is overridden, in a copy of it. Links are those of the build, unless it was told of none.
 */
export async function inspectPrebuiltBundle(
  bundle: WorkflowBundleOption,
  policy: EffectivePolicy,
  taskQueue: string,
): Promise<PrebuiltBundle> {
  const { links } = policy;
  const code = await codeOf(bundle, policy);
  if (code === undefined) return { bundle, links };
  requireWholeBundle(code, nameOf(bundle), taskQueue, links);
  reportOtherSdk(code, nameOf(bundle), taskQueue, links);
  const built = readBundlePolicy(code);
  if (built === undefined) {
    const problem = HR5001.problem({ bundle: nameOf(bundle), taskQueue });
    logProblem(problem, { links }, { taskQueue });
    return { bundle, links };
  }
  const modeIsOfTheProcess = Boolean(process.env['HANDRAIL_MODE']);
  reportPolicyConflict(
    { name: nameOf(bundle), policy: built },
    { name: `the worker of task queue "${taskQueue}"`, policy },
    modeIsOfTheProcess ? ['mode', 'baseline'] : [],
  );
  const override: PolicyOverride = {
    ...(modeIsOfTheProcess && { mode: policy.mode, baseline: policy.baseline }),
    ...(policy.testEnvironment && { testEnvironment: true }),
  };
  const changes = (Object.keys(override) as (keyof PolicyOverride)[]).some(
    (field) => JSON.stringify(override[field]) !== JSON.stringify(built[field]),
  );
  return {
    bundle: changes ? { code: overrideBundlePolicy(code, override) } : bundle,
    // A UI that the build was not told of is the development server's, which no other machine has.
    links: built.links.ui === DEFAULT_UI_URL ? { ...built.links, ui: links.ui } : built.links,
  };
}

/** Refuses (HR5015) what no replay can run as a bundle; a worker's is looked at by {@link inspectPrebuiltBundle}. */
export async function requireReplayBundle(bundle: WorkflowBundleOption, policy: EffectivePolicy): Promise<void> {
  const code = await codeOf(bundle, policy);
  if (code !== undefined) requireWholeBundle(code, nameOf(bundle), 'replay', policy.links);
}

function requireWholeBundle(code: string, name: string, taskQueue: string, links: Links): void {
  const fault = bundleFault(code);
  if (fault === undefined) return;
  const { reason, remedy } = fault;
  throw HR5015.error({ taskQueue, option: 'workflowBundle', reason: `${name} ${reason}`, remedy }, { links });
}

// A bundle of another minor runs as a rule; where it does not, it fails in words of the core's.
function reportOtherSdk(code: string, name: string, taskQueue: string, links: Links): void {
  const version = readBundleSdk(code);
  const installed = installedSdk();
  if (version === undefined || installed === undefined || minorOf(version) === minorOf(installed)) return;
  const copies = [
    { name: '@temporalio/worker', version: installed, path: 'node_modules', user: '@handrail/worker' },
    { name: '@temporalio/workflow', version, path: 'build it again', user: name },
  ];
  logProblem(HR4012.problem({ copies }), { links }, { taskQueue });
}

function minorOf(version: string): string {
  return version.split('.', 2).join('.');
}

async function codeOf(bundle: WorkflowBundleOption, { links }: EffectivePolicy): Promise<string | undefined> {
  if ('code' in bundle && typeof bundle.code === 'string') return bundle.code;
  if (!('codePath' in bundle) || typeof bundle.codePath !== 'string') return undefined;
  requireWorkflowCode('workflowBundle.codePath', bundle.codePath, { links });
  return await readFile(bundle.codePath, 'utf8');
}

function nameOf(bundle: WorkflowBundleOption): string {
  return 'codePath' in bundle ? `the workflow bundle ${bundle.codePath}` : 'a prebuilt workflow bundle';
}
