import type { EffectivePolicy } from '@handrail/common';
import { showValue } from '@handrail/common/host';
import { HR2014 } from '@handrail/errors';
import type { BundleOptions } from '@temporalio/worker';
import { CHECKED_INTERCEPTORS, INTERCEPTORS, resolveInstalled } from './resolve-installed';
import { configureWebpack } from './webpack-hook';
import { requireWorkflowCode } from './workflow-code-path';

/** Adds the workflow interceptors, the policy and the report to a bundle. */
export function configureBundler(options: BundleOptions, policy: EffectivePolicy): BundleOptions {
  const { workflowsPath, workflowInterceptorModules = [], preloadModules = [], webpackConfigHook } = options;
  requireWorkflowCode('workflowsPath', workflowsPath, { links: policy.links });
  const interceptors = resolveInstalled(INTERCEPTORS);
  const checked = resolveInstalled(CHECKED_INTERCEPTORS);
  const ours = [interceptors, INTERCEPTORS, checked, CHECKED_INTERCEPTORS];
  const others = workflowInterceptorModules.filter((module) => !ours.includes(module));
  return {
    ...options,
    // The last interceptor is called last on the way out: it sees the options as the others leave them.
    workflowInterceptorModules: [...others, ...(others.length === 0 ? [] : [checked]), interceptors],
    // The same file is the mirror. Loaded once for all executions of a worker, which would else hold a copy each: it keeps no
    // state of its own.
    preloadModules: [...preloadModules, interceptors],
    webpackConfigHook: (config) => configureWebpack(hooked(config, webpackConfigHook, policy), policy, options),
  };
}

type Config = Parameters<typeof configureWebpack>[0];

// What a hook returns that is async webpack takes for a configuration without anything in it.
function hooked(config: Config, hook: BundleOptions['webpackConfigHook'], policy: EffectivePolicy): Config {
  const changed: unknown = hook?.(config);
  const refuse = (value: string, reason: string): never => {
    throw HR2014.error({ subject: 'The bundle', field: 'webpackConfigHook', value, reason }, { links: policy.links });
  };
  if (changed instanceof Promise) {
    changed.catch(() => undefined);
    refuse('an async function', 'returns a promise, for which the bundler does not wait: make it a plain function');
  }
  if (hook != null && (typeof changed !== 'object' || changed === null)) {
    const reason = 'is no configuration, and what it has made may be lost: return it, (config) => ({ ...config, … })';
    refuse(`a function that returns ${showValue(changed)}`, reason);
  }
  return (changed as Config | undefined) ?? config;
}
