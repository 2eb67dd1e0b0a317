import type { CheckResult } from '../internal/check-result';

/** Workflow commands by which GitHub Actions shows problems at their lines. */
export function formatAnnotations({ problems, bundles }: CheckResult): string {
  return [
    ...problems.map(({ severity, file, line, column, endLine, endColumn, message, code, rule }) =>
      command(
        severity,
        { file, line, col: column, endLine, endColumn, title: `handrail/${rule}` },
        withCode(message, code),
      ),
    ),
    ...bundles.flatMap(({ file, problems: found }) =>
      found.map(({ head, code }) => command('error', { file, title: 'handrail: the bundler' }, withCode(head, code))),
    ),
  ].join('\n');
}

function withCode(message: string, code: string | undefined): string {
  return code === undefined ? message : `${message} (${code})`;
}

function command(kind: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${list.join(',')}::${escapeData(message)}`;
}

// The characters that end a value, as GitHub's own toolkit writes them.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
