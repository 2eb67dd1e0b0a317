import { readFile } from 'node:fs/promises';
import type { EffectivePolicy } from '@handrail/common';
import { logProblem, reportPolicyConflict } from '@handrail/common/host';
import { DEFAULT_UI_URL, HR5001 } from '@handrail/errors';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { overrideBundlePolicy, type PolicyOverride, readBundlePolicy } from './bundle-policy';
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

async function codeOf(bundle: WorkflowBundleOption, { links }: EffectivePolicy): Promise<string | undefined> {
  if ('code' in bundle && typeof bundle.code === 'string') return bundle.code;
  if (!('codePath' in bundle) || typeof bundle.codePath !== 'string') return undefined;
  requireWorkflowCode('workflowBundle.codePath', bundle.codePath, { links });
  return await readFile(bundle.codePath, 'utf8');
}

function nameOf(bundle: WorkflowBundleOption): string {
  return 'codePath' in bundle ? `the workflow bundle ${bundle.codePath}` : 'a prebuilt workflow bundle';
}
