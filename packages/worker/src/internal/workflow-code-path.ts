import { existsSync, readdirSync } from 'node:fs';
import { dirname, extname, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestName } from '@handrail/common/host';
import { type ErrorContext, HR1020 } from '@handrail/errors';

/** Refuses (HR1020) an option that names workflow code where there is none. */
export function requireWorkflowCode(
  option: 'workflowsPath' | 'workflowBundle.codePath',
  given: string | URL | undefined,
  context?: ErrorContext,
): void {
  // In an ES module the URL of a file is what one has; the SDK wants its path.
  const path = given instanceof URL ? given.href : given;
  if (typeof path !== 'string' || existsSync(path)) return;
  const cwd = process.cwd();
  const existingFolder = path.startsWith('file:') ? undefined : nearestFolder(dirname(resolve(path)));
  const suggestion = suggest(path);
  throw HR1020.error(
    {
      option,
      path,
      cwd,
      ...(suggestion !== undefined && { suggestion }),
      ...(existingFolder !== undefined && { existingFolder }),
    },
    context,
  );
}

function nearestFolder(folder: string): string | undefined {
  if (existsSync(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestFolder(parent);
}

// `require.resolve('./workflows')` finds an extension by itself; a path put together by hand often lacks it.
function suggest(path: string): string | undefined {
  if (path.startsWith('file:')) return pathOfUrl(path);
  const withoutExtension = path.slice(0, path.length - extname(path).length);
  for (const extension of ['.ts', '.js', '/index.ts', '/index.js']) {
    for (const stem of new Set([path, withoutExtension])) if (existsSync(stem + extension)) return stem + extension;
  }
  const folder = dirname(path);
  if (!existsSync(folder)) return undefined;
  const entries = readdirSync(folder);
  const nearest = nearestName(stemOf(path), entries.map(stemOf));
  const entry = entries.find((each) => stemOf(each) === nearest);
  return entry === undefined ? undefined : join(folder, entry);
}

function pathOfUrl(url: string): string | undefined {
  try {
    const path = fileURLToPath(url);
    return existsSync(path) ? path : suggest(path);
  } catch {
    return undefined;
  }
}

function stemOf(path: string): string {
  return parse(path).name;
}
