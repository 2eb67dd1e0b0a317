import type { EffectivePolicy } from '@handrail/common';
import type { BundleOptions } from '@temporalio/worker';
import { INTERCEPTORS, resolveInstalled } from './resolve-installed';
import { configureWebpack } from './webpack-hook';
import { requireWorkflowCode } from './workflow-code-path';

/** Adds the workflow interceptors, the policy and the report to a bundle. */
export function configureBundler(options: BundleOptions, policy: EffectivePolicy): BundleOptions {
  const { workflowsPath, workflowInterceptorModules = [], preloadModules = [], webpackConfigHook } = options;
  requireWorkflowCode('workflowsPath', workflowsPath, { links: policy.links });
  const interceptors = resolveInstalled(INTERCEPTORS);
  const others = workflowInterceptorModules.filter((module) => module !== interceptors && module !== INTERCEPTORS);
  return {
    ...options,
    // The last interceptor is called last on the way out: it sees the options as the others leave them.
    workflowInterceptorModules: [...others, interceptors],
    // The same file is the mirror. Loaded once for all executions of a worker, which would else hold a copy each: it keeps no
    // state of its own.
    preloadModules: [...preloadModules, interceptors],
    webpackConfigHook: (config) => configureWebpack(webpackConfigHook?.(config) ?? config, policy, options),
  };
}
