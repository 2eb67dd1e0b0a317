import type { ErrorCode } from '@handrail/errors';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// The build copies docs/errors here, so that the pages work without a network.
const FOLDER = join(dirname(require.resolve('handrail/package.json')), 'lib/error-pages');

/** The page of an error as the docs show it, in Markdown. */
export async function readErrorPage(code: ErrorCode): Promise<string> {
  return await readFile(join(FOLDER, `${code}.md`), 'utf8');
}
