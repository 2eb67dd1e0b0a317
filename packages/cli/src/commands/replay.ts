import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine, shellQuote, systemErrorReason } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { ReplayExecutionsOptions, ReplayReport } from '@handrail/testing';
import type { Command, CommandInput } from '../command';
import { ExitCode } from '../exit-code';
import { formatReplay } from '../formats/replay';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient, type OpenClient } from '../internal/connection-options';
import { parseCount } from '../internal/parse-number';
import { createProgress } from '../internal/progress';
import { workflowIds } from '../internal/workflow-ids';

interface ReplayFlags extends ConnectionFlags {
  readonly workflows?: string;
  readonly bundle?: string;
  readonly options?: string;
  readonly history?: readonly string[];
  readonly query?: string;
  readonly taskQueue?: readonly string[];
  readonly perStratum?: number;
  readonly limit?: number;
  readonly maxEvents?: number;
  readonly includePinned?: boolean;
  readonly allowEmpty?: boolean;
  readonly ui?: string;
}

/** `handrail replay`: whether this code may be deployed. */
export const replay: Command<ReplayFlags> = {
  name: 'replay',
  summary: 'say whether code may be deployed: replay open executions with it',
  description:
    'Takes a sample of the open executions (of each workflow type, age, build, failing or not), and replays their histories with the\ncode. It only reads from the server. Workflow code is run, in the sandbox, and so is what --options names.\nExit code 0: may be deployed; 1: something breaks; 2: could not tell, as where nothing is open.',
  options: [
    {
      flags: '--workflows <file>',
      description: 'the code: the workflowsPath of the worker',
      conflicts: ['bundle'],
    },
    { flags: '--bundle <file>', description: 'the code, as bundleWorkflowCode has made it' },
    {
      flags: '--options <file>',
      description:
        'a module whose default export is what the worker is created with: dataConverter, interceptors, plugins, bundlerOptions',
    },
    { flags: '--history <file...>', description: 'replay saved histories, and ask no server' },
    { flags: '--query <filter>', description: 'only open executions that a list filter finds', conflicts: ['history'] },
    {
      flags: '--task-queue <name...>',
      description: 'only executions on these task queues, which are those of the code',
      conflicts: ['history'],
    },
    {
      flags: '--per-stratum <number>',
      description: 'executions that are alike',
      parse: parseCount,
      defaultDescription: '3',
    },
    { flags: '--limit <number>', description: 'executions in all', parse: parseCount, defaultDescription: '200' },
    {
      flags: '--max-events <number>',
      description: 'leave out longer histories',
      parse: parseCount,
      defaultDescription: '20000',
    },
    { flags: '--include-pinned', description: 'also executions that are pinned to another version' },
    { flags: '--allow-empty', description: 'it is fine where nothing is open' },
    { flags: '--ui <url>', description: 'address of the Temporal UI, for links' },
    ...CONNECTION_OPTIONS,
  ],
  meant: meantByArguments,
  examples: [
    'replay --workflows src/workflows.ts',
    'replay --bundle dist/workflows.js --task-queue orders --limit 500',
    `replay --workflows src/workflows.ts --query 'WorkflowType = "order"'`,
    'replay --workflows src/workflows.ts --history test/histories/order.json',
  ],
  async run(input) {
    const { options, terminal } = input;
    if (options.ui !== undefined && !/^https?:\/\/\S+$/.test(options.ui))
      throw usage(`--ui ${options.ui} is no address of a UI, such as http://localhost:8233`);
    const code = await codeOf(options);
    const histories = await Promise.all((options.history ?? []).map(readSaved));
    const release = await silenceWorker();
    try {
      const open = histories.length > 0 ? undefined : await openClient(options, 'handrail replay');
      try {
        const report = await look(input, { replay: code, histories, open });
        terminal.print(options.json ? JSON.stringify(report) : formatReplay(report, terminal.stdoutStyle));
        return EXIT_CODES[report.verdict];
      } finally {
        await open?.close();
      }
    } finally {
      await release();
    }
  },
};

const EXIT_CODES: Readonly<Record<ReplayReport['verdict'], ExitCode>> = {
  deployable: ExitCode.Fine,
  breaks: ExitCode.Found,
  unknown: ExitCode.CouldNotLook,
};

function meantByArguments(given: readonly string[]): string {
  const files = given.map(shellQuote).join(' ');
  if (given.every((each) => each.endsWith('.json'))) return `--history ${files}`;
  const isCode = given.length === 1 && /\.[cm]?[jt]sx?$/.test(given[0] ?? '');
  return isCode ? `--workflows ${files}` : `--query ${workflowIds(given)}`;
}

function usage(problem: string): Error {
  return HR9016.error({ problem, command: 'handrail replay' });
}

interface Looked {
  readonly replay: ReplayExecutionsOptions['replay'];
  readonly histories: NonNullable<ReplayExecutionsOptions['histories']>;
  readonly open: OpenClient | undefined;
}

async function look(
  { options, terminal }: CommandInput<ReplayFlags>,
  { replay: code, histories, open }: Looked,
): Promise<ReplayReport> {
  const { replayExecutions } = await import('@handrail/testing');
  const progress = createProgress(terminal, 'histories');
  try {
    return await replayExecutions({
      replay: code,
      client: open?.client,
      histories,
      query: options.query,
      taskQueues: options.taskQueue,
      perStratum: options.perStratum,
      limit: options.limit,
      mostEvents: options.maxEvents,
      includePinned: options.includePinned,
      allowEmpty: options.allowEmpty,
      links: options.ui === undefined ? undefined : { ui: options.ui },
      command: commandOf(options),
      onProgress: progress.update,
    });
  } finally {
    progress.end();
  }
}

/** The command line again, without what chooses executions, and without secrets. */
function commandOf({ workflows, bundle, options, address, namespace, profile, configFile }: ReplayFlags): string {
  const flags = { workflows, bundle, options, address, namespace, profile, 'config-file': configFile };
  return commandLine('npx handrail replay', flags);
}

async function codeOf({ workflows, bundle, options }: ReplayFlags): Promise<Looked['replay']> {
  const [flag, file] = workflows === undefined ? ['--bundle', bundle] : ['--workflows', workflows];
  if (file === undefined) throw usage('--workflows or --bundle says which code is to be deployed');
  if (!existsSync(file)) throw usage(`${flag} ${file} does not exist`);
  const path = resolve(file);
  const given = options === undefined ? {} : await readOptions(options);
  return { ...given, ...(workflows === undefined ? { workflowBundle: { codePath: path } } : { workflowsPath: path }) };
}

/** What the project creates its worker with: its own code, which only it can make. */
async function readOptions(file: string): Promise<object> {
  if (!existsSync(file)) throw usage(`--options ${file} does not exist`);
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(pathToFileURL(resolve(file)).href)) as typeof loaded;
  } catch (error) {
    const isForCompiler = (error as { readonly code?: unknown }).code === 'ERR_UNKNOWN_FILE_EXTENSION';
    const reason = isForCompiler
      ? 'Node has to be able to run it, so give what it is compiled to, or set NODE_OPTIONS to what loads it, such as --import tsx'
      : error instanceof Error
        ? error.message.split('\n', 1)[0]
        : String(error);
    throw HR9016.error(
      { problem: `--options ${file} cannot be loaded: ${reason}`, command: 'handrail replay' },
      { cause: error },
    );
  }
  // A CommonJS module that a compiler made of an ES module has its default one step further down.
  const { default: first } = loaded;
  const inner: unknown =
    (first as { readonly __esModule?: unknown } | undefined)?.__esModule === true
      ? (first as typeof loaded).default
      : first;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner))
    throw usage(`--options ${file} has no default export that is an object of worker options`);
  return inner;
}

/** As data. What is no JSON is refused where histories are looked at, which says what it is instead. */
async function readSaved(file: string): Promise<Looked['histories'][number]> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw usage(`--history ${file} cannot be read (${systemErrorReason(error)})`);
  }
  try {
    return { file, history: JSON.parse(text) as unknown };
  } catch {
    return { file, history: text };
  }
}

/**
 * What the core says of a replay is told in the report.
 *
 * @returns ends the core's threads, which keep a process alive where no worker was ever made
 */
async function silenceWorker(): Promise<() => Promise<void>> {
  const { DefaultLogger, Runtime } = await import('@handrail/worker');
  try {
    const runtime = Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
    });
    return async () => await runtime.shutdown();
  } catch {
    // Where one is installed, as in a test that runs several commands, it stays.
    return async () => undefined;
  }
}
