import type { Problem } from './handrail-error';
import { BRAND } from './internal/brand';

/**
 * A `HandrailError` of workflow code: what is wrong, and at the end the facts, from which the worker's process words the whole
 * error before the server sees it (`problemsIn`). Small, because workflow bundles carry it.
 */
export function sandboxError(problems: readonly [Problem, ...Problem[]]): Error {
  const [{ code }] = problems;
  const lines = [
    // Workflow bundles have no words for what is met seldom.
    ...problems.map(({ code, head, facts }) => `[${code}] ${head || JSON.stringify(facts)}`),
    '  Fix:     npx handrail explain ' + code,
    JSON.stringify(problems.map((problem) => [problem.code, problem.facts])),
  ];
  return Object.assign(new Error(lines.join('\n')), { name: 'HandrailError', code, [BRAND]: true });
}
