import type { BundleOptions } from '@temporalio/worker';

/** The webpack configuration that a `webpackConfigHook` gets. Derived, so that webpack need not be a dependency of ours. */
export type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

type WebpackPlugin = Extract<NonNullable<WebpackConfiguration['plugins']>[number], { apply: unknown }>;

/** A plugin object of the SDK's own webpack; `compiler.webpack` holds that copy's exports. */
export type WebpackPluginObject = Exclude<WebpackPlugin, (...args: never) => unknown>;

export type Compiler = Parameters<WebpackPluginObject['apply']>[0];
export type Compilation = ReturnType<Compiler['createCompilation']>;
export type WebpackModule = Compilation['modules'] extends Set<infer Module> ? Module : never;
export type WebpackError = Compilation['errors'][number];
