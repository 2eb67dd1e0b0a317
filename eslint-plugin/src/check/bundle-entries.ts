import { Project } from '../engine/index.js';
import { showFile } from './find-files.js';

/** What of a project the SDK's bundler can be asked about. */
export interface BundleEntries {
  /** Files for `workflowsPath`, absolute: those that workers name, and workflows that none of them leads to. */
  readonly entries: readonly string[];
  /** What workers tell the bundler to leave out. */
  readonly ignoreModules: readonly string[];
  /** Files, relative to the root, with a `webpackConfigHook`: what it does to the bundle is not known without running it. */
  readonly hooks: readonly string[];
}

/** Finds what to bundle, without running anything of the project. */
export function bundleEntries(root: string): BundleEntries {
  const { entries, ignoredModules, hooks } = new Project({ root }).bundles();
  return { entries, ignoreModules: ignoredModules, hooks: hooks.map((file) => showFile(root, file)) };
}
