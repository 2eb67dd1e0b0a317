import { defineError } from '../define-error';
import { type FileFault, fileFaultCure } from '../internal/file-faults';
import { type ImportStep, showPlace, showSteps, type SourcePlace } from '../internal/import-facts';
import { faultCure, type ResolutionFault, showFault } from '../internal/resolution-faults';
import { wrap } from '../internal/wrap';

export const HR1022 = defineError<
  (
    | { readonly kind: 'import'; readonly request: string; readonly fault: ResolutionFault }
    | { readonly kind: 'file'; readonly text: string; readonly fault: FileFault; readonly frame?: string }
  ) & {
    /** The import or the file that is wrong. */
    readonly at?: SourcePlace;
    readonly chain?: readonly string[];
    readonly steps?: readonly ImportStep[];
    /** Other files with the same import. */
    readonly elsewhere?: readonly SourcePlace[];
  }
>({
  code: 'HR1022',
  title: 'The workflow code cannot be bundled',
  disposition: 'refuse',
  head: (facts) => {
    const place = facts.at === undefined ? '' : showPlace(facts.at);
    const what =
      facts.kind === 'import'
        ? `${place || 'the workflow code'} imports '${facts.request}', ${showFault(facts.fault)}`
        : [place, facts.text].filter((part) => part !== '').join(': ');
    return `The workflow code cannot be bundled: ${what}${/[.?]$/.test(what) ? '' : '.'}`;
  },
  why: (facts) =>
    wrap(
      [
        'a worker runs its workflows from one bundle: nothing starts until all of it can be built.',
        ...(facts.chain === undefined || facts.chain.length < 2 ? [] : [facts.chain.join(' → ')]),
        ...showSteps(facts.steps ?? []),
        ...(facts.elsewhere === undefined || facts.elsewhere.length === 0
          ? []
          : [`Imported in ${facts.elsewhere.map(showPlace).join(', ')}, too.`]),
        ...(facts.kind === 'file' && facts.frame !== undefined ? [indent(facts.frame)] : []),
      ].join('\n'),
    ),
  fix: (facts) => wrap(facts.kind === 'import' ? faultCure(facts.fault) : fileFaultCure(facts.fault)),
  example: {
    kind: 'import',
    request: './lib/prices',
    at: { file: 'src/order.ts', line: 1 },
    chain: ['src/workflows.ts', 'src/order.ts', './lib/prices'],
    steps: [
      { file: 'src/workflows.ts', line: 1, request: './order', kind: 're-export' },
      { file: 'src/order.ts', line: 1, request: './lib/prices', kind: 'import' },
    ],
    fault: {
      kind: 'no-file',
      tried: ['src/lib/prices', '….ts', '….js', '…/index.ts', '…/index.js'],
      suggestion: './lib/price',
    },
  },
});

// Lines that begin with a space are never wrapped.
function indent(frame: string): string {
  return frame.replaceAll(/^(?! )/gm, ' ');
}
