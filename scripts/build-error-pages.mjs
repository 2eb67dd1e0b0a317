// Copies the pages of the errors into the command's package: `handrail explain` works without a network.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SOURCE = 'docs/errors';
const TARGET = 'packages/cli/lib/error-pages';

await rm(TARGET, { recursive: true, force: true });
await mkdir(TARGET, { recursive: true });
for (const name of await readdir(SOURCE)) {
  if (/^HR\d{4}\.md$/.test(name)) await cp(join(SOURCE, name), join(TARGET, name));
}
