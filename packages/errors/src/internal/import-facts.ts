/** A place in a source file, lines and columns counted from 1. */
export interface SourcePlace {
  /** As it is shown: relative to the working directory where it lies below it. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One import on the way from the workflow code to what it must not import. */
export interface ImportStep extends SourcePlace {
  /** What stands in the import: `./lib/report`, `pdfkit`, `node:fs`. */
  readonly request: string;
  /** How it is written. */
  readonly kind: 'import' | 're-export' | 'require' | 'import()';
  /** The imported names that the file uses as values, each with the line of its first use. */
  readonly uses?: readonly { readonly name: string; readonly line?: number }[];
}

/** `src/order.ts:3`, or the file alone where the line is not known. */
export function showPlace({ file, line }: SourcePlace): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** One line for each import of a chain; what is indented is not wrapped. */
export function showSteps(steps: readonly ImportStep[]): string[] {
  const width = Math.min(48, Math.max(0, ...steps.map((step) => showPlace(step).length)));
  return steps.map((step) => {
    const what = `${VERBS[step.kind]} ${step.request}${showUses(step)}`;
    return `  ${showPlace(step).padEnd(width)}  ${what}`;
  });
}

const VERBS = { import: 'imports', 're-export': 're-exports', require: 'requires', 'import()': 'import()s' };

function showUses({ uses = [], line }: ImportStep): string {
  const [first, ...others] = uses;
  if (first === undefined) return '';
  const place = first.line === undefined || first.line === line ? '' : ` in line ${first.line}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return ` (uses ${first.name}${place}${more})`;
}
