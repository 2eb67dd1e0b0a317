import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { expect, it } from 'vitest';

const library = dirname(realpathSync(require.resolve('@temporalio/workflow')));

/** The files that loading these loads, node_modules left out of the names. */
function closureOf(...entries: string[]): Set<string> {
  const found = new Set<string>();
  for (const open = entries.map((entry) => join(library, entry)); open.length > 0;) {
    const file = open.pop()!;
    if (found.has(file)) continue;
    found.add(file);
    const { resolve } = createRequire(file);
    for (const [, request = ''] of readFileSync(file, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)) {
      const target = resolve(request);
      if (isAbsolute(target)) open.push(realpathSync(target));
    }
  }
  return found;
}

// Decision 0011: whoever adds a module here has looked whether it keeps anything that belongs to one execution.
it('shares no more of the SDK between executions than was looked at', () => {
  const shared = closureOf('worker-interface.js', 'global-overrides.js');
  const added = [...closureOf('index.js')].filter((file) => !shared.has(file)).map((file) => file.replace(/^.*\//, ''));
  expect(added.sort()).toEqual([
    'index.js',
    'interceptors.js',
    'metrics.js',
    'nexus.js',
    'random-streams.js',
    'trigger.js',
  ]);
});
