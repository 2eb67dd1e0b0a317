import { type Finding } from '@handrail/common/guards';
import { nearestName, optionSlips } from '@handrail/common/host';
import type { HR1080 } from '@handrail/errors';

/** What workflow code hands out of an entry in a list of interceptors. */
interface Entry {
  readonly list: keyof typeof CALLED;
  readonly index: number;
  /** Its type, or the source of a function, a class among them. */
  readonly is: string;
  readonly names: readonly string[];
}

/** What the SDK calls of an interceptor, by the list that it stands in. */
export const CALLED = {
  inbound: ['execute', 'handleSignal', 'handleQuery', 'handleUpdate', 'validateUpdate'],
  outbound: [
    'scheduleActivity',
    'scheduleLocalActivity',
    'startTimer',
    'startChildWorkflowExecution',
    'startNexusOperation',
    'signalWorkflow',
    'continueAsNew',
    'getLogAttributes',
    'getMetricTags',
  ],
  internals: ['activate', 'concludeActivation', 'dispose'],
} as const;

const LISTS = Object.keys(CALLED) as (keyof typeof CALLED)[];

type Facts = Parameters<typeof HR1080.problem>[0];

/** What was found of an entry: each execution has it anew. */
const seen = new Map<string, readonly Facts[]>();
const MOST_SEEN = 1_000;

/** HR1080 for each entry, or method, of a list of workflow interceptors that nothing calls and that was meant to be called. */
export function uncalledFindings(finding: Finding, workflow: string): Finding[] {
  const key = JSON.stringify([workflow, finding.facts]);
  let found = seen.get(key);
  if (found === undefined) {
    if (seen.size >= MOST_SEEN) seen.clear();
    seen.set(key, (found = factsOf(finding.facts as unknown as Entry, workflow)));
  }
  return found.map((facts) => ({ ...finding, facts }));
}

function factsOf({ list, index, is, names }: Entry, workflow: string): Facts[] {
  if (!LISTS.includes(list) || is === 'undefined') return [];
  const place = `${list}[${index}]`;
  const found = (has: string, known?: readonly string[], suggestion?: string): Facts => ({
    workflow,
    place,
    has,
    ...(known && { known }),
    ...(suggestion !== undefined && { suggestion }),
  });
  const known: readonly string[] = CALLED[list];
  const free = names.filter((name) => !known.includes(name));
  const misspelt = (slips: readonly Slip[]): Facts[] =>
    slips
      .filter(({ field, suggestion }) => !names.includes(suggestion) && known.includes(suggestion) && !isOf(field))
      .map(({ field, suggestion }) => found(`has a method ${field}`, known, suggestion));
  // A helper may be called as anything; an interceptor that has nothing else is a mistake.
  if (known.some((name) => names.includes(name))) return misspelt(free.flatMap((field) => nearSlip(field, known)));
  if (is !== 'object') return [found(`is ${inWords(is)}`)];
  const others = LISTS.filter((other) => other !== list);
  const misplaced = free.flatMap((name) => {
    const owner = others.find((other) => (CALLED[other] as readonly string[]).includes(name));
    return owner === undefined
      ? []
      : [found(`has a method ${name}`, known, `${owner}: [{ ${name}(input, next) { … } }]`)];
  });
  return [...misplaced, ...misspelt(optionSlips(free, { names: known, meant: MEANT }))];
}

interface Slip {
  readonly field: string;
  readonly suggestion: string;
}

/** Beside a method that is called only what is misspelt counts: validate, or activateAll, is a helper. */
function nearSlip(field: string, known: readonly string[]): Slip[] {
  const suggestion = nearestName(field, known);
  if (suggestion === undefined) return [];
  const [short, long] = [field, suggestion].sort((one, other) => one.length - other.length) as [string, string];
  const isWordMore = long.startsWith(short) && /^[A-Z\d_]/.test(long.slice(short.length));
  return isWordMore ? [] : [{ field, suggestion }];
}

function isOf(name: string): boolean {
  return LISTS.some((list) => (CALLED[list] as readonly string[]).includes(name));
}

/** What clients, or other SDKs, call them: told where nothing of the entry is called. */
const MEANT = {
  signal: 'handleSignal',
  query: 'handleQuery',
  update: 'handleUpdate',
  validate: 'validateUpdate',
  executeWorkflow: 'execute',
  executeActivity: 'scheduleActivity',
  executeLocalActivity: 'scheduleLocalActivity',
  startActivity: 'scheduleActivity',
  sleep: 'startTimer',
  startChild: 'startChildWorkflowExecution',
  executeChild: 'startChildWorkflowExecution',
};

function inWords(is: string): string {
  const [, name] = /^class\s+([\w$]+)/.exec(is) ?? [];
  if (name !== undefined) return `the class ${name}`;
  if (/^class\b/.test(is)) return 'a class';
  return /^(?:undefined|string|number|boolean|symbol|bigint)$/.test(is) ? `of type ${is}` : 'a function';
}
