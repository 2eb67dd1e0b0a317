import { HR9016 } from '@handrail/errors';
import { shellQuote } from '@handrail/common/host';
import type { Explanation, ManyExplained } from '@handrail/operations';
import type { Command, CommandInput } from '../command';
import { type ExitCode } from '../exit-code';
import { formatExplanation } from '../formats/explanation';
import { formatTimeline } from '../formats/timeline';
import { formatNotExamined, formatVerdictTable } from '../formats/verdict-table';
import {
  type ConnectionFlags,
  CONNECTION_OPTIONS,
  type OpenClient,
  openClientAnywhere,
} from '../internal/connection-options';
import { exitCodeFor } from '../internal/exit-code-for';
import { loadOperations } from '../internal/load';
import { parseCount, parseSeconds } from '../internal/parse-number';
import { parseRunId } from '../internal/parse-run-id';
import { createProgress } from '../internal/progress';
import { watchExplanation } from '../internal/watch-explanation';
import { requireWritable, writeResult } from '../internal/write-result';

interface WhyOptions extends ConnectionFlags {
  readonly runId?: string;
  readonly query?: string;
  readonly limit?: number;
  readonly watch?: boolean;
  readonly interval?: number;
  readonly askWorker?: boolean;
  readonly ui?: string;
  readonly timeline?: boolean;
  readonly html?: string;
}

const DEFAULT_LIMIT = 1_000;
const DEFAULT_INTERVAL = 5;

/** `handrail why`: why an execution does not go on, or that it is well. */
export const why: Command<WhyOptions> = {
  name: 'why',
  summary: 'say why a workflow does not go on, and what to do',
  description:
    'Reads from the server only. One verdict with its evidence, what happens if nobody acts, and the next command;\nbeing well is a verdict, too. Takes the ids of workflows or schedules, or a query for a table of verdicts.\nExit code 0: well; 1: needs attention; 2: could not tell, or there is no such execution.',
  arguments: [{ name: '[ids...]', description: 'workflow ids or schedule ids' }],
  options: [
    { flags: '--run-id <id>', description: 'a certain run', parse: parseRunId, defaultDescription: 'the newest' },
    {
      flags: '--query <filter>',
      description: 'explain what a list filter finds, as a table',
      conflicts: ['runId', 'watch'],
    },
    {
      flags: '--limit <number>',
      description: 'executions that --query looks at',
      parse: parseCount,
      defaultDescription: String(DEFAULT_LIMIT),
      belongsTo: '--query',
    },
    { flags: '--watch', description: 'look again until the execution is closed' },
    {
      flags: '--interval <seconds>',
      description: 'time between looks',
      parse: parseSeconds,
      defaultDescription: String(DEFAULT_INTERVAL),
      belongsTo: '--watch',
    },
    { flags: '--ask-worker', description: 'let workers say where their workflow waits, however long its history' },
    { flags: '--no-ask-worker', description: 'ask no worker anything' },
    {
      flags: '--timeline',
      description: 'show what the execution has waited for as well',
      conflicts: ['query', 'watch', 'json'],
    },
    {
      flags: '--html <file>',
      description: 'write verdict and timeline as a page of its own',
      conflicts: ['query', 'watch'],
    },
    { flags: '--ui <url>', description: 'address of the Temporal UI, for links' },
    ...CONNECTION_OPTIONS,
  ],
  examples: [
    'why order-17',
    'why order-17 --watch',
    `why --query 'WorkflowType = "order" AND ExecutionStatus = "Running"'`,
  ],
  async run(input) {
    const { options } = input;
    const ids = input.arguments.filter((id) => id !== undefined);
    const [id, ...others] = ids;
    if (options.query !== undefined && id !== undefined) throw usage('give ids or --query, not both');
    if (options.runId !== undefined && others.length > 0) throw usage('--run-id belongs to one id');
    if (options.watch && others.length > 0) throw usage('--watch follows one id');
    if (options.html !== undefined && others.length > 0) throw usage('--html shows one id');
    if (id === undefined && options.query === undefined) throw usage('give the id of a workflow, or --query');
    for (const each of ids) {
      refuseLink(each);
      refuseFilter(each);
    }
    if (options.ui !== undefined && !/^https?:\/\/\S+$/.test(options.ui))
      throw usage(`--ui ${options.ui} is no address of a UI, such as http://localhost:8233`);

    if (options.html !== undefined) await requireWritable(options.html, '--html', 'handrail why');
    const open = await openClientAnywhere(options, 'handrail why');
    try {
      if (options.query !== undefined) return await explainQuery(input, open, options.query);
      if (id !== undefined && options.watch) return await watch(input, open, id);
      return await explainIds(input, open, ids);
    } finally {
      await open.close();
    }
  },
};

// So many are explained before anybody wonders how far it has come.
const FEW = 20;

function usage(problem: string): Error {
  return HR9016.error({ problem, command: 'handrail why' });
}

/** A page of the Temporal UI, as it is copied from a browser: what its path says is told as a command. */
const LINK = /^https?:\/\/[^/]+(?:\/.*)?\/namespaces\/([^/]+)\/(workflows|schedules)\/([^/?#]+)(?:\/([0-9a-f-]{36}))?/;

function refuseLink(id: string): void {
  const [, namespace = '', kind, encoded = '', runId] = LINK.exec(id) ?? [];
  if (kind === undefined) return;
  const run = kind === 'workflows' && runId !== undefined ? ` --run-id ${runId}` : '';
  const command = `handrail why ${shellQuote(readable(encoded))}${run} --namespace ${shellQuote(readable(namespace))}`;
  throw usage(`an id is wanted, and this is a link to the Temporal UI: ${command}`);
}

const FILTER =
  /^(WorkflowType|WorkflowId|RunId|ExecutionStatus|TaskQueue|StartTime|CloseTime)\s*([=!<>]|IN\b|STARTS_WITH\b)/i;

function refuseFilter(id: string): void {
  if (FILTER.test(id))
    throw usage(`${shellQuote(id)} is no id, but a list filter (did you mean --query ${shellQuote(id)}?)`);
}

function readable(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

async function explain(
  { options }: CommandInput<WhyOptions>,
  { client }: OpenClient,
  id: string,
): Promise<Explanation> {
  const { explainExecution } = loadOperations();
  return await explainExecution(client, id, { runId: options.runId, ...explainOptions(options) });
}

function explainOptions({ askWorker, ui }: WhyOptions) {
  return {
    askWorker: askWorker === undefined ? ('auto' as const) : askWorker ? ('always' as const) : ('never' as const),
    ...(ui !== undefined && { links: { ui } }),
  };
}

async function explainIds(
  input: CommandInput<WhyOptions>,
  open: OpenClient,
  ids: readonly string[],
): Promise<ExitCode> {
  const { options, terminal } = input;
  const { explanations, notExamined, stoppedBy } = await explainAll(input, open, ids);
  if (options.html !== undefined && explanations[0] !== undefined) {
    await writePage(open, explanations[0], options.html);
    terminal.note(`Wrote ${options.html}.`);
  }
  if (!options.json) {
    const blocks = await Promise.all(explanations.map((each) => block(input, open, each)));
    terminal.print([...blocks, ...formatNotExamined(notExamined)].join('\n\n'));
  } else if (ids.length === 1) {
    terminal.print(JSON.stringify(explanations[0]));
  } else {
    terminal.print(JSON.stringify({ schema: 'handrail.why-list/1', executions: explanations, notExamined }));
  }
  return exitCodeOf(explanations, stoppedBy);
}

/** A verdict for each id, in their order, as far as the server gave any. */
async function explainAll(
  input: CommandInput<WhyOptions>,
  open: OpenClient,
  ids: readonly string[],
): Promise<Pick<ManyExplained, 'notExamined' | 'stoppedBy'> & { readonly explanations: readonly Explanation[] }> {
  const [id = '', ...others] = ids;
  if (others.length === 0) return { explanations: [await explain(input, open, id)], notExamined: [] };
  const { explainExecutions } = loadOperations();
  const explanations: Explanation[] = [];
  const progress = createProgress(input.terminal, 'executions');
  const result = await explainExecutions(open.client, ids, (each, index) => (explanations[index] = each), {
    ...explainOptions(input.options),
    ...(ids.length > FEW && { onProgress: progress.update }),
  });
  progress.end();
  // Where the server went away, some are missing.
  return { ...result, explanations: explanations.filter((each) => each !== undefined) };
}

async function block(
  { options, terminal }: CommandInput<WhyOptions>,
  { client }: OpenClient,
  explanation: Explanation,
): Promise<string> {
  const text = formatExplanation(explanation, terminal.stdoutStyle);
  const { workflowId, runId } = explanation;
  if (!options.timeline || runId === null) return text;
  const { readTimeline } = loadOperations();
  const timeline = await readTimeline(client, workflowId, { runId });
  return timeline === undefined ? text : `${text}\n\n${formatTimeline(timeline, explanation, terminal.stdoutStyle)}`;
}

async function writePage({ client }: OpenClient, explanation: Explanation, path: string): Promise<void> {
  const { readTimeline, timelinePage } = loadOperations();
  const { workflowId, runId } = explanation;
  const timeline = runId === null ? undefined : await readTimeline(client, workflowId, { runId });
  if (timeline === undefined)
    throw usage(`there is no timeline of "${workflowId}" to write: ${explanation.headline.replace(/\.$/, '')}`);
  await writeResult(path, timelinePage(timeline, explanation), 'handrail why', '--html');
}

async function watch(input: CommandInput<WhyOptions>, open: OpenClient, id: string): Promise<ExitCode> {
  const { options, terminal, interrupted } = input;
  const last = await watchExplanation({
    look: () => explain(input, open, id),
    milliseconds: (options.interval ?? DEFAULT_INTERVAL) * 1_000,
    interrupted: interrupted(),
    onChange: (explanation) => {
      if (options.json) terminal.print(JSON.stringify(explanation));
      else terminal.print(`${formatExplanation(explanation, terminal.stdoutStyle)}\n`);
    },
  });
  return exitCodeFor([last]);
}

async function explainQuery(input: CommandInput<WhyOptions>, { client }: OpenClient, query: string): Promise<ExitCode> {
  const { options, terminal } = input;
  const { explainExecutions } = loadOperations();
  const explanations: Explanation[] = [];
  const progress = createProgress(terminal, 'executions');
  const { total, examined, notExamined, stoppedBy } = await explainExecutions(
    client,
    query,
    (each) => explanations.push(each),
    {
      ...explainOptions(options),
      most: options.limit ?? DEFAULT_LIMIT,
      onProgress: progress.update,
    },
  );
  progress.end();
  if (options.json) {
    terminal.print(
      JSON.stringify({
        schema: 'handrail.why-list/1',
        query,
        total: total ?? null,
        examined,
        executions: explanations,
        notExamined,
      }),
    );
  } else {
    terminal.print(formatVerdictTable({ explanations, total, notExamined }, terminal.stdoutStyle));
  }
  return exitCodeOf(explanations, stoppedBy);
}

/** What was not looked at may need attention. */
function exitCodeOf(explanations: readonly Explanation[], stoppedBy: string | undefined): ExitCode {
  const notTold = stoppedBy === undefined ? [] : [{ cause: 'unknown' as const, healthy: false }];
  return exitCodeFor([...explanations, ...notTold]);
}
