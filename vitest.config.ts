import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test-support/longest-first.ts';

// Before any worker process starts: Node reads the time zone once.
process.env['TZ'] = 'UTC';
// A developer's own settings must not decide what the tests see.
delete process.env['HANDRAIL_MODE'];
delete process.env['HANDRAIL_DOCS_URL'];

/** Where tests may live, `test/` mirroring `src/`. */
const FOLDERS = '{packages/*,eslint-plugin,scripts,benchmarks,docs,monitoring}';

export default defineConfig({
  test: {
    // The packages as they are loaded by whoever uses them, each file once: vitest would read some of them itself.
    server: { deps: { external: [/\/(?:packages\/[\w-]+|eslint-plugin)\/lib\//] } },
    pool: 'forks',
    maxWorkers: 2,
    sequence: { shuffle: false, sequencer: LongestFirst },
    retry: 0,
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${FOLDERS}/test/**/*.test.ts`],
          exclude: ['**/e2e/**', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [`${FOLDERS}/test/e2e/**/*.test.ts`, 'examples/*/test/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test-support/temporal-server.ts'],
          setupFiles: ['test-support/show-server-output.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
