import { describe, expect, it } from 'vitest';
import { HR1021 } from '../../src';

type Facts = Parameters<typeof HR1021.problem>[0];
type Cure = Facts['cures'][number];

it('gives the chain in the head, each import with its line below, and what to do', () => {
  const { message } = HR1021.error({
    modules: ['fs', 'zlib'],
    chain: ['src/workflows.ts', 'src/lib/report.ts', 'pdfkit', 'fs'],
    steps: [
      {
        file: 'src/workflows.ts',
        line: 2,
        request: './lib/report',
        kind: 'import',
        uses: [{ name: 'report', line: 7 }, { name: 'Report' }],
      },
      { file: 'src/lib/report.ts', line: 1, request: 'pdfkit', kind: 'import', uses: [{ name: 'pdf', line: 4 }] },
      { file: 'node_modules/pdfkit/js/pdfkit.js', line: 3, request: 'fs', kind: 'require' },
    ],
    elsewhere: [{ file: 'src/invoice.ts', line: 3 }],
    cures: [
      { kind: 'package', package: 'pdfkit', at: { file: 'src/lib/report.ts', line: 1 }, entries: ['pdfkit/browser'] },
      { kind: 'ignore', modules: ['fs', 'zlib'] },
    ],
  });
  expect(message).toBe(
    [
      '[HR1021] Workflow code imports what the sandbox does not have: src/workflows.ts → src/lib/report.ts → pdfkit → fs (and zlib).',
      '  Why:     workflow code is run again from its history, so it has no files, network, clock or',
      '           process.',
      '             src/workflows.ts:2                  imports ./lib/report (uses report in line 7, and 1 more)',
      '             src/lib/report.ts:1                 imports pdfkit (uses pdf in line 4)',
      '             node_modules/pdfkit/js/pdfkit.js:3  requires fs',
      '           Imported in src/invoice.ts:3, too.',
      '  Fix:     move what uses pdfkit (src/lib/report.ts:1) to an activity.',
      '           Where workflow code itself needs it, try another entry of the package, made for other',
      '           hosts: pdfkit/browser.',
      "           Only if no workflow ever reaches that code: ignoreModules: ['fs', 'zlib'] (in",
      '           bundlerOptions of a worker). The module is empty then: code that does reach it fails at',
      '           run time, in every execution that gets there.',
      '  Docs:    https://handrail.dev/errors/HR1021        (offline: npx handrail explain HR1021)',
    ].join('\n'),
  );
});

it('counts the modules where there are many, and lists them below', () => {
  const modules = ['fs', 'net', 'tls', 'zlib', 'http', 'https', 'stream'];
  const { head, why } = HR1021.problem({ modules, chain: ['w.ts', 'kit', 'fs'], cures: [] });
  expect(head).toBe('Workflow code imports what the sandbox does not have: w.ts → kit → fs (and 6 more).');
  expect(why).toContain('All that is missing: fs, net, tls, zlib, http, https, stream.');
});

describe('a remedy', () => {
  const at = { file: 'src/workflows.ts', line: 2 };

  it.each<[string, Cure, string]>([
    [
      'for an import that nothing uses as a value',
      { kind: 'types-only', at, request: './activities' },
      "nothing in src/workflows.ts uses './activities' as a value: write import type in line 2.",
    ],
    [
      'for an import of JavaScript that nothing uses',
      { kind: 'types-only', at: { file: 'src/workflows.js', line: 2 }, request: './activities' },
      "nothing in src/workflows.js uses './activities': remove line 2.",
    ],
    [
      'for types that are exported again',
      { kind: 'types-only', at, request: './activities', reExported: ['Order', 'Line'] },
      'Order, Line are types: write export type { Order, Line } in src/workflows.ts:2.',
    ],
    [
      'for activities that are imported',
      {
        kind: 'activities',
        at,
        request: './activities',
        use: { file: 'src/workflows.ts', line: 9, name: 'activities.LIMIT' },
      },
      "import the activities' types only (import type * as activities from './activities' in src/workflows.ts:2) and call them through proxyActivities. " +
        'src/workflows.ts:9 uses activities.LIMIT as a value; constants, enums, classes and pure functions that both sides share go into a file of their own.',
    ],
    [
      'for activities that are exported again',
      { kind: 'activities', at, request: './activities', reExported: true },
      "do not export activities from workflow code (src/workflows.ts:2): the worker gets them from './activities' itself, and types pass with export type.",
    ],
    [
      'for a barrel',
      {
        kind: 'barrel',
        at,
        names: ['price'],
        barrel: 'src/lib/index.ts',
        origin: 'src/lib/price.ts',
        originRequest: './lib/price',
      },
      "src/workflows.ts:2 only needs price, which lies in src/lib/price.ts: import from './lib/price' instead of the index src/lib/index.ts, which loads the rest, too.",
    ],
    [
      'for constants beside what needs Node',
      { kind: 'constants', at, names: ['QUEUE'], file: 'src/shared.ts' },
      'src/workflows.ts:2 only needs QUEUE of src/shared.ts: put it into a file of its own that imports nothing, and import that from both sides.',
    ],
    [
      "for a module that the package's browser build does without",
      { kind: 'ignore', modules: ['fs'], declared: 'pdfkit', withScheme: true },
      "pdfkit says that it does without in browsers, so if that part is all you use: ignoreModules: ['fs'] (in bundlerOptions of a worker). " +
        'The module is empty then: code that does reach it fails at run time, in every execution that gets there. ' +
        'An import with node: needs a replacement plugin besides, which the page shows.',
    ],
  ])('%s', (_, cure, words) => {
    expect(fixOf(cure)).toBe(words);
  });

  it.each([
    ['fs', "move what needs 'fs' to an activity, or cut the chain at its first import."],
    ['node:dns/promises', "move what needs 'node:dns/promises' to an activity, or cut the chain at its first import."],
    ['node:crypto', 'take ids from uuid4() of the workflow package, and move other cryptography to an activity.'],
    [
      'timers/promises',
      'use sleep() of the workflow package, or the global setTimeout: both are durable timers there.',
    ],
    ['node:url', 'drop the import: URL and URLSearchParams are globals of workflow code.'],
    ['node:util', "write 'util' without node:, which has TextEncoder and TextDecoder only; both are globals, too."],
    [
      '@temporalio/activity',
      "import the activities' types only (import type * as activities from './activities') and call them through proxyActivities.",
    ],
    [
      '@temporalio/client',
      'in workflow code use startChild, getExternalWorkflowHandle or continueAsNew; what needs a client belongs in an activity. Types come with import type.',
    ],
    ['@temporalio/worker', 'import workflow code from the worker and the tests, never the other way round.'],
    ['@temporalio/testing', 'import workflow code from the worker and the tests, never the other way round.'],
  ])('for %s', (module, words) => {
    expect(fixOf({ kind: 'module', module })).toBe(words);
  });
});

function fixOf(cure: Cure): string {
  return HR1021.problem({ modules: ['fs'], chain: ['fs'], cures: [cure] }).fix.replaceAll('\n', ' ');
}
