import type { ErrorContext, Problem } from './handrail-error';
import { docsLine, inspectUrl } from './links';

/** The line that the Temporal UI and log tables show: code and head. */
export function headLine(problem: Pick<Problem, 'code' | 'head'>): string {
  return '[' + problem.code + '] ' + problem.head;
}

/** The whole block of each problem, in order, with the link to the execution at the end. */
export function formatProblems(problems: readonly Problem[], context: ErrorContext = {}): string {
  const { links, inspect } = context;
  const lines = problems.flatMap(({ code, head, why, fix }) => [
    headLine({ code, head }),
    ...(why === undefined ? [] : [field('Why', why)]),
    field('Fix', fix),
    docsLine(code, links),
  ]);
  const url = inspectUrl(inspect, links);
  return [...lines, ...(url === undefined ? [] : [field('Inspect', url)])].join('\n');
}

function field(label: string, text: string): string {
  return `  ${`${label}:`.padEnd(9)}${text.replaceAll('\n', '\n           ')}`;
}
