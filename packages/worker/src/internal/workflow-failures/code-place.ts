import { dirname, relative } from 'node:path';
import { resolveInstalled } from '../resolve-installed';
import { handlerIn } from './handler-mark';

/** A line of source that a stack names. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
}

// The SDK's and our own machinery, Node, and what has no source: nobody can act there.
const MACHINERY =
  /\/node_modules\/(?:@temporalio|@handrail|webpack|source-map)\/|^(?:node:|webpack|evalmachine|bundle|workflow-isolate)|<anonymous>/;
// Where our packages are linked, as in a monorepo, they are not below node_modules. By where they are, not by what they are
// called: a user's own packages/workflow/src, or a project in a folder named handrail, must not pass for ours.
const OWN_PACKAGES = ['@handrail/workflow', '@handrail/common', '@handrail/errors', '@handrail/worker'];
const LIBRARY = /\/node_modules\//;

/**
 * Where in the user's code or in a library a stack's error came from: the first line that is neither the SDK's, ours nor
 * Node's, and, where that is in a library, the first of the project's own.
 */
export function placesOf(stack: string | null | undefined): { thrownAt?: CodePlace; calledFrom?: CodePlace } {
  const places = framesOf(stack ?? '').filter(({ file }) => !MACHINERY.test(file) && !isOwn(file));
  const [thrownAt] = places;
  if (thrownAt === undefined) return {};
  const calledFrom = LIBRARY.test(thrownAt.file) ? places.find(({ file }) => !LIBRARY.test(file)) : undefined;
  return { thrownAt, ...(calledFrom && { calledFrom }) };
}

let ownFolders: readonly string[] | undefined;

/** Whether a file is of our packages. */
export function isOwn(file: string): boolean {
  ownFolders ??= OWN_PACKAGES.flatMap((name) => {
    try {
      return [`${dirname(resolveInstalled(`${name}/package.json`)).replaceAll('\\', '/')}/`];
    } catch {
      // In a process that is one bundle there is no such folder.
      return [];
    }
  });
  // Their tests are users.
  return ownFolders.some((folder) => file.startsWith(`${folder}src/`) || file.startsWith(`${folder}lib/`));
}

/** Where a stack's error came from, and in which handler, as a fact for messages. */
export function placeOf(stack: string | null | undefined): { place?: string } {
  const parts = [showPlace(placesOf(stack)), handlerIn(stack)].filter((part) => part !== undefined);
  return parts.length === 0 ? {} : { place: parts.join(', ') };
}

/** `src/lib/http.ts:8`, or `pdfkit, called at src/report.ts:3`. */
export function showPlace(
  { thrownAt, calledFrom }: ReturnType<typeof placesOf>,
  from = process.cwd(),
): string | undefined {
  if (thrownAt === undefined) return undefined;
  const library = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(thrownAt.file)?.[1];
  if (library === undefined) return show(thrownAt, from);
  return calledFrom === undefined ? library : `${library}, called at ${show(calledFrom, from)}`;
}

function show({ file, line }: CodePlace, from: string): string {
  const path = relative(from, file);
  return `${path.startsWith('..') ? file : path}:${line}`;
}

function framesOf(stack: string): CodePlace[] {
  return stack.split('\n').flatMap((text) => {
    const [, file, line] = /^\s*at (?:.*?\()?(?:file:\/\/)?(.+?):(\d+)(?::\d+)?\)?$/.exec(text) ?? [];
    return file === undefined ? [] : [{ file: file.replaceAll('\\', '/'), line: Number(line) }];
  });
}
