import { HandrailError, HR2012, HR2018, type Links, type Problem } from '@handrail/errors';
import type { EffectivePolicy } from '../effective-policy';
import { type OptionTable, optionSlips } from '../option-slips';
import { logProblem } from './log-problem';
import { resolvePolicy } from './resolve-policy';

/** Words that are written for options of a connection, of either kind. */
export const CONNECTION_WORDS = {
  meant: { ssl: 'tls', tlsConfig: 'tls' },
  perhaps: {
    host: 'address',
    hostname: 'address',
    hostPort: 'address',
    endpoint: 'address',
    server: 'address',
    serverUrl: 'address',
    target: 'address',
    url: 'address',
    token: 'apiKey',
    headers: 'metadata',
  },
} satisfies Omit<OptionTable, 'names'>;

/**
 * What of these options nothing reads and was meant to be another (HR2012, or HR2018 where that is not sure). What is no object
 * of options, such as a converter with methods of its own, is not looked into.
 *
 * @param subject what has the options
 * @param path where they stand in other options
 */
export function misspeltOptions(subject: string, options: unknown, table: OptionTable, path = ''): Problem[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return [];
  const fields = Object.keys(options).filter((field) => isSet(options, field));
  return optionSlips(fields, table).map(({ field, suggestion, certain }) => {
    const facts = { subject, field: path + field, suggestion: path + suggestion };
    return certain ? HR2012.problem(facts) : HR2018.problem(facts);
  });
}

/**
 * Refuses or logs what was found, as the policy says; without one, as the process's own says, which is worked out only where there is
 * something to judge.
 *
 * @throws HandrailError where one of the problems is refused
 */
export function judgeProblems(
  problems: readonly Problem[],
  policy?: Pick<EffectivePolicy, 'mode'> & { readonly links?: Partial<Links> },
  attributes: Readonly<Record<string, unknown>> = {},
): void {
  if (problems.length === 0) return;
  const { mode, links } = policy ?? resolvePolicy();
  const isRefused = ({ disposition }: Problem) => mode === 'enforce' && disposition === 'refuse';
  const [first, ...others] = [...problems].sort((a, b) => Number(isRefused(b)) - Number(isRefused(a)));
  if (first !== undefined && isRefused(first)) throw new HandrailError([first, ...others], { links });
  for (const problem of problems) logProblem(problem, { links }, attributes);
}

// An option whose getter throws is reported by whoever reads it.
function isSet(options: object, field: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(options, field);
  return descriptor?.get !== undefined || descriptor?.value !== undefined;
}
