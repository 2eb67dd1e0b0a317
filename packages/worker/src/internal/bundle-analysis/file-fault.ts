import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { HR1022 } from '@handrail/errors';
import { packageOf } from './find-culprits';

type Facts = Extract<Parameters<typeof HR1022.problem>[0], { kind: 'file' }>;
export type FileFault = Facts['fault'];

/** Why a file that was found cannot be part of the bundle. */
export function fileFault(file: string | undefined, message: string): FileFault {
  if (file === undefined) return { kind: 'other' };
  const name = packageOf(file);
  const extension = extname(file.replace(/\?.*$/, ''));
  if (/\bENOENT\b/.test(message)) return { kind: 'missing' };
  if (extension === '.node') return { kind: 'native', ...(name !== undefined && { package: name }) };
  if (extension === '.json') return { kind: 'json' };
  if (extension === '.ts' && name !== undefined) return { kind: 'typescript-in-package', package: name };
  if (message.includes('You may need an appropriate loader') && !['.ts', '.js', '.cjs', '.mjs'].includes(extension)) {
    return { kind: 'type', extension };
  }
  return /parse failed|Syntax Error/i.test(message) ? { kind: 'syntax' } : { kind: 'other' };
}

/** What is wrong, where webpack's own words speak of its loaders. */
export function fileFaultText(fault: FileFault): string | undefined {
  // Node's own words change from release to release.
  if (fault.kind === 'json') return 'not valid JSON';
  if (fault.kind === 'native') return 'a native addon cannot be part of a bundle';
  if (fault.kind === 'type') return `the bundler reads .ts, .js and .json files, not ${fault.extension || 'this one'}`;
  if (fault.kind === 'typescript-in-package') return 'TypeScript in a package is not compiled';
  return undefined;
}

/** The line in a file that a parser gave as a position, counted from 1. */
export function lineOfPosition(file: string, message: string): number | undefined {
  const position = /\bat position (\d+)/.exec(message)?.[1];
  if (position === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').slice(0, Number(position)).split('\n').length;
  } catch {
    return undefined;
  }
}
