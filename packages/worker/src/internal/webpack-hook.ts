import type { BundleOptions } from '@temporalio/worker';
import { dirname } from 'node:path';
import type { EffectivePolicy } from '@handrail/common';
import { APPLIED, POLICY_IDENTIFIER } from '@handrail/common/guards';
import { reportPolicyConflict } from '@handrail/common/host';
import { policyExpression } from './bundle-policy';
import { reportBundle } from './bundle-report';
import { checkConverterModules } from './check-converter-modules';
import { checkExports } from './check-exports';
import { checkImports } from './check-imports';
import { checkInterceptorModules } from './check-interceptor-modules';
import { checkSource } from './check-source';
import { INTERCEPTORS, resolveInstalled } from './resolve-installed';
import type { Compiler, WebpackConfiguration, WebpackPluginObject } from './webpack-types';

/** Adds what Handrail needs of a workflow bundle to its webpack configuration, once however often it is called. */
export function configureWebpack(
  config: WebpackConfiguration,
  policy: EffectivePolicy,
  options: Pick<
    BundleOptions,
    'workflowsPath' | 'ignoreModules' | 'workflowInterceptorModules' | 'payloadConverterPath' | 'failureConverterPath'
  >,
): WebpackConfiguration {
  // The mark is looked for here, not on the hook function: another plugin may have wrapped that.
  const [applied] = config.plugins?.filter(isOurs) ?? [];
  if (applied !== undefined) {
    const [left, right] = ['the workflow bundle', 'a second handrail() plugin of its build'];
    reportPolicyConflict({ name: left, policy: applied[APPLIED] }, { name: right, policy });
    return config;
  }
  return {
    ...config,
    resolve: { ...config.resolve, alias: withAliases(config.resolve?.alias) },
    plugins: [...(config.plugins ?? []), handrailWebpackPlugin(policy, options)],
  };
}

function handrailWebpackPlugin(
  policy: EffectivePolicy,
  {
    workflowsPath,
    ignoreModules = [],
    workflowInterceptorModules = [],
    ...converters
  }: Parameters<typeof configureWebpack>[2],
): WebpackPluginObject {
  return {
    [APPLIED]: policy,
    apply(compiler: Compiler) {
      new compiler.webpack.DefinePlugin({
        [POLICY_IDENTIFIER]: policyExpression(policy),
        // Else webpack would put the whole expression behind `typeof`, too.
        [`typeof ${POLICY_IDENTIFIER}`]: '"object"',
      }).apply(compiler);
      reportBundle(compiler, ignoreModules, policy.links);
      checkExports(compiler, workflowsPath, policy.links);
      checkImports(compiler, policy.links);
      checkSource(compiler, policy.links);
      checkInterceptorModules(compiler, workflowInterceptorModules, policy.links);
      checkConverterModules(compiler, converters, policy.links);
    },
  };
}

function isOurs<P>(plugin: P): plugin is P & { readonly [APPLIED]: EffectivePolicy } {
  return typeof plugin === 'object' && plugin !== null && APPLIED in plugin;
}

type Alias = NonNullable<WebpackConfiguration['resolve']>['alias'];

/**
 * The SDK's generated entry point looks for `@temporalio/workflow` from the folder of the user's workflows. Where packages
 * are not hoisted it is not found there, or is another copy than that of our interceptors: two copies have two sets of
 * global state. An alias of the user's own is left alone.
 */
function withAliases(alias: Alias): Alias {
  const missing = Object.entries(singleCopies()).filter(([name]) => !hasAlias(alias, name));
  if (Array.isArray(alias))
    return [
      ...alias,
      ...missing.map(([name, path]) => ({
        name: name.replace(/\$$/, ''),
        alias: path,
        onlyModule: name.endsWith('$'),
      })),
    ];
  return { ...(alias as object), ...Object.fromEntries(missing) };
}

function hasAlias(alias: Alias, exactName: string): boolean {
  const name = exactName.replace(/\$$/, '');
  if (Array.isArray(alias)) return alias.some((entry) => entry.name === name);
  return typeof alias === 'object' && (name in alias || `${name}$` in alias);
}

function singleCopies(): Record<string, string> {
  const workflow = packageFolder('@temporalio/workflow');
  return {
    '@temporalio/workflow': workflow,
    // The failure classes that workflow code throws must be those that the workflow package looks for.
    '@temporalio/common': packageFolder('@temporalio/common', workflow),
    // The mirror and the interceptors share their state, and are one file; what Node loads is more than the sandbox needs.
    '@handrail/workflow$': resolveInstalled(INTERCEPTORS),
  };
}

function packageFolder(name: string, from?: string): string {
  return dirname(resolveInstalled(`${name}/package.json`, from));
}
