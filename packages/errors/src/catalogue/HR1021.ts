import { defineError } from '../define-error';
import { type ImportStep, showPlace, showSteps, type SourcePlace } from '../internal/import-facts';
import { type ImportCure, showCure } from '../internal/import-cures';
import { wrap } from '../internal/wrap';

export const HR1021 = defineError<{
  /** What the sandbox does not have; several where one package asks for all of them. */
  modules: readonly string[];
  /** The shortest way to the first of them, files and packages by name. */
  chain: readonly string[];
  /** The imports along the chain. */
  steps?: readonly ImportStep[];
  /** Other imports of the same thing in the project: each of them has to go. */
  elsewhere?: readonly SourcePlace[];
  /** The remedies that fit, the best one first. */
  cures: readonly ImportCure[];
}>({
  code: 'HR1021',
  title: 'Workflow code imports a module that the sandbox does not have',
  disposition: 'refuse',
  head: ({ modules, chain }) => {
    const others = modules.slice(1);
    const more = others.length === 0 ? '' : ` (and ${others.length > 5 ? `${others.length} more` : others.join(', ')})`;
    return `Workflow code imports what the sandbox does not have: ${chain.join(' → ')}${more}.`;
  },
  why: ({ modules, steps = [], elsewhere = [] }) =>
    wrap(
      [
        'workflow code is run again from its history, so it has no files, network, clock or process.',
        ...showSteps(steps),
        ...(modules.length > 6 ? [`All that is missing: ${modules.join(', ')}.`] : []),
        ...(elsewhere.length === 0 ? [] : [`Imported in ${elsewhere.map(showPlace).join(', ')}, too.`]),
      ].join('\n'),
    ),
  fix: ({ cures }) => wrap(cures.map(showCure).join('\n')),
  example: {
    modules: ['fs'],
    chain: ['src/workflows.ts', 'src/lib/report.ts', 'pdfkit', 'fs'],
    steps: [
      {
        file: 'src/workflows.ts',
        line: 2,
        request: './lib/report',
        kind: 'import',
        uses: [{ name: 'report', line: 7 }],
      },
      { file: 'src/lib/report.ts', line: 1, request: 'pdfkit', kind: 'import', uses: [{ name: 'default', line: 4 }] },
      { file: 'node_modules/pdfkit/js/pdfkit.js', line: 3, request: 'fs', kind: 'require' },
    ],
    cures: [
      { kind: 'package', package: 'pdfkit', at: { file: 'src/lib/report.ts', line: 1 }, entries: [] },
      { kind: 'ignore', modules: ['fs'] },
    ],
  },
});
