import type { ErrorContext, Problem } from './handrail-error';
import { docsLine, inspectUrl } from './links';

/** The line that the Temporal UI and log tables show: code and head. */
export function headLine(problem: Pick<Problem, 'code' | 'head'>): string {
  return `[${problem.code}] ${problem.head}`;
}

/** The whole block of each problem, in order, with the link to the execution at the end. */
export function formatProblems(problems: readonly Problem[], context: ErrorContext = {}): string {
  const blocks = problems.map((problem) =>
    [
      headLine(problem),
      field('Why:', problem.why),
      field('Fix:', problem.fix),
      docsLine(problem.code, context.links),
    ].join('\n'),
  );
  const inspect = inspectUrl(context.inspect, context.links);
  return blocks.join('\n') + (inspect === undefined ? '' : `\n  Inspect: ${inspect}`);
}

function field(label: string, text: string): string {
  return `  ${label.padEnd(9)}${text.replaceAll('\n', '\n           ')}`;
}
