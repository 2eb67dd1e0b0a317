import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { sourceFiles } from '../engine/project-files.js';

/** The source files among some paths: a file that is named, and all below a folder but installed and built ones. */
export function findFiles(root: string, paths: readonly string[]): string[] {
  const files = new Set<string>();
  for (const each of paths) {
    const path = resolve(root, each);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) for (const file of sourceFiles(path)) files.add(file);
    // One that is not there is told when it is read.
    else files.add(path);
  }
  return [...files].sort();
}

/** A path as a reader of the project writes it. */
export function showFile(root: string, path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}
