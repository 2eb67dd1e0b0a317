import type { ModuleCode } from '../module-code.js';

/** A module of the graph. */
export interface LoadedModule {
  readonly path: string;
  /** Of its text. */
  readonly hash: string;
  readonly code: ModuleCode;
  /** The package it lies in, where that is below a `node_modules`; undefined for the project's own files. */
  readonly packageName: string | undefined;
  /** Why it could not be read or parsed; its code is empty then. */
  readonly problem?: string | undefined;
  /** Where each import leads, by its index. */
  readonly targets: readonly ImportTarget[];
}

/** Where an import leads. */
export type ImportTarget =
  | { readonly kind: 'module'; readonly path: string }
  /** The SDK's part for workflow code, which is known and not looked into. */
  | { readonly kind: 'sdk'; readonly name: string }
  /** A package that is judged by its name; what it imports counts all the same. */
  | { readonly kind: 'package'; readonly name: string; readonly path?: string | undefined }
  /** The bundler's own version of a Node module: `assert`, `url`, `util`. */
  | { readonly kind: 'replaced'; readonly name: string }
  /** The bundler refuses it. */
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly why: 'builtin' | 'scheme' | 'sdk' | 'extension' | 'package';
    }
  /** It is not installed, no JavaScript, or left out of the bundle. */
  | { readonly kind: 'nothing' };
