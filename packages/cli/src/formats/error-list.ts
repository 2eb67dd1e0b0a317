import { areaOf, type ErrorSummary } from '@handrail/errors';
import type { Style } from '../style';
import type { DefaultFact } from './defaults';

/** All errors by area, and what holds by default: what `handrail explain` without a code prints. */
export function formatErrorList(
  errors: readonly ErrorSummary[],
  defaults: readonly DefaultFact[],
  style: Style,
): string {
  return [
    style.bold(`${errors.length} errors. For one of them: handrail explain ${errors[0]?.code ?? 'HR2004'}`),
    ...[...byArea(errors)].flatMap(([area, entries]) => ['', style.bold(area), ...entries.map(formatEntry)]),
    '',
    style.bold('What holds where neither a call nor your policy says otherwise'),
    ...defaults.flatMap(({ what, then, field }) => [`  ${what}`, `    ${then} ${style.dim(`[policy: ${field}]`)}`]),
  ].join('\n');
}

function byArea(errors: readonly ErrorSummary[]): Map<string, ErrorSummary[]> {
  const areas = new Map<string, ErrorSummary[]>();
  for (const error of errors) {
    const area = areaOf(error.code);
    areas.set(area, [...(areas.get(area) ?? []), error]);
  }
  return areas;
}

function formatEntry({ code, title, disposition }: ErrorSummary): string {
  return `  ${code}  ${disposition.padEnd('workflow-failure'.length)}  ${title}`;
}
