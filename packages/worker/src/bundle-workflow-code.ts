import type { Policy, PolicyInput } from '@handrail/common';
import { judgeProblems, noOptions } from '@handrail/common/host';
import * as sdk from '@temporalio/worker';
import { withBundleReport } from './internal/bundle-report';
import { noteBundle } from './internal/explain-worker';
import { translateBundleError } from './internal/translate-bundle-error';
import { badModules } from './internal/interceptor-lists';
import { badBundling } from './internal/misshapen-options';
import { misspeltBundleOptions } from './internal/worker-option-names';
import { withPlugin } from './internal/with-plugin';

/** The SDK's options with a policy. */
export interface BundleOptions extends sdk.BundleOptions {
  /**
   * The policy that the workflows of the bundle apply. It is fixed in the bundle; only `HANDRAIL_MODE` of the process that
   * runs it still counts.
   *
   * @default the policy of a `handrail()` plugin in `plugins`, else the default policy
   */
  readonly policy?: PolicyInput | Policy;
}

/**
 * The SDK's `bundleWorkflowCode`, with Handrail's interceptors and the policy in the bundle, and errors that give the whole
 * chain of imports to what cannot be bundled.
 *
 * @throws HandrailError HR1020 for a `workflowsPath` that cannot be used, HR1021 for imports that the sandbox does not have,
 * HR1022 for whatever else webpack cannot bundle, HR1023, HR1025 and HR1026 for a bundle that could not be loaded or run.
 */
export async function bundleWorkflowCode(given: BundleOptions): Promise<sdk.WorkflowBundleWithSourceMap> {
  // Without any, what is missing is said of workflowsPath.
  const options = (given as BundleOptions | undefined) ?? ({} as BundleOptions);
  judgeProblems(noOptions('bundleWorkflowCode', options, 'pass { workflowsPath }'));
  const { sdkOptions, links, policy } = withPlugin(options);
  const modules = badModules('The bundle', 'workflowInterceptorModules', options.workflowInterceptorModules);
  judgeProblems([...misspeltBundleOptions(options), ...modules, ...badBundling('The bundle', options)], {
    mode: policy.mode,
    links,
  });
  return await withBundleReport(
    async (report) => {
      const bundle = await sdk.bundleWorkflowCode(sdkOptions);
      noteBundle(bundle, report);
      return bundle;
    },
    (error, report) => translateBundleError(error, report, { links }) ?? error,
  );
}
