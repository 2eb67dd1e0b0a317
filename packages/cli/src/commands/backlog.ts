import { shellQuote } from '@handrail/common/host';
import type { BacklogReport } from '@handrail/operations';
import type { Command, CommandInput } from '../command';
import { ExitCode } from '../exit-code';
import { formatBacklog } from '../formats/backlog';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient, type OpenClient } from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { noteOnce } from '../internal/note-once';
import { parseMetricsAddress } from '../internal/parse-metrics-address';
import { parsePort } from '../internal/parse-port';
import { serveText } from '../internal/serve-text';
import { SLA_ATTRIBUTE_OPTIONS, slaPolicy } from '../internal/sla-attributes';

interface BacklogOptions extends ConnectionFlags {
  readonly taskQueue?: readonly string[];
  readonly metrics?: readonly string[];
  readonly prometheus?: boolean;
  readonly serve?: number;
  readonly host?: string;
  readonly deadlineAttribute?: string;
}

const LOOPBACK = '127.0.0.1';

/** `handrail backlog`: whether the workers of the task queues keep up. */
export const backlog: Command<BacklogOptions> = {
  name: 'backlog',
  summary: 'say of each task queue whether its workers keep up',
  description:
    'Without --task-queue it looks at the queues of open executions and of their pending activities: no server lists its\nqueues.',
  options: [
    { flags: '--task-queue <name...>', description: 'the task queues to look at' },
    {
      flags: '--metrics <address...>',
      description: 'where workers answer with their metrics: tells their slots and how long tasks waited for one',
      parse: parseMetricsAddress,
    },
    { flags: '--prometheus', description: 'print the text that Prometheus scrapes', conflicts: ['serve', 'json'] },
    { flags: '--serve <port>', description: 'answer GET /metrics with that text until Ctrl-C', parse: parsePort },
    {
      flags: '--host <address>',
      description: 'where --serve listens',
      defaultDescription: LOOPBACK,
      belongsTo: '--serve',
    },
    // What is late is counted for Prometheus.
    ...SLA_ATTRIBUTE_OPTIONS.filter(({ flags }) => flags.startsWith('--deadline-attribute')),
    ...CONNECTION_OPTIONS,
  ],
  meant: (names) => `--task-queue ${names.map(shellQuote).join(' ')}`,
  examples: [
    'backlog',
    'backlog --task-queue payments',
    'backlog --metrics http://127.0.0.1:9464/metrics',
    'backlog --serve 9465',
  ],
  async run(input) {
    const { options, terminal, interrupted } = input;
    const policy = slaPolicy(options);
    const { serve: port, host = LOOPBACK } = options;
    let scrape: (() => Promise<string>) | undefined;
    // A port that is taken, or a host that is not this one, is told before anything is asked.
    const server =
      port === undefined
        ? undefined
        : await serveText(host, port, () => scrape?.() ?? Promise.reject(new Error('not connected yet')));
    let open: OpenClient | undefined;
    try {
      const { client } = (open = await openClient(options, 'handrail backlog'));
      const { backlogMetrics, readBacklog, readSlaCounts, slaMetrics } = loadOperations();
      const { taskQueue: taskQueues, metrics, prometheus } = options;
      const isForPeople = !prometheus && server === undefined;
      const read = () => readBacklog(client, { taskQueues, metrics, suggestNames: isForPeople });
      const readMetrics = async (): Promise<Required<Scrape>> => {
        // At once: Prometheus does not wait for long.
        const [report, slas] = await Promise.all([read(), readSlaCounts(client, { policy })]);
        const notExamined = [...report.notExamined, ...(slas?.notExamined ?? [])];
        const text = backlogMetrics({ ...report, notExamined }) + (slas === undefined ? '' : slaMetrics(slas));
        return { report, text, notExamined };
      };
      if (server !== undefined) {
        const note = noteOnce(terminal.note);
        scrape = async () => {
          const { text, notExamined } = await readMetrics();
          note(notExamined);
          return text;
        };
        terminal.note(`Metrics at http://${host}:${port}/metrics. Stop with Ctrl-C.`);
        await interrupted();
        return ExitCode.Fine;
      }
      return print(input, prometheus ? await readMetrics() : { report: await read() });
    } finally {
      await server?.stop();
      await open?.close();
    }
  },
};

interface Scrape {
  readonly report: BacklogReport;
  /** What Prometheus scrapes; undefined where it was not asked for. */
  readonly text?: string;
  /** With what the counts of SLAs have not seen. */
  readonly notExamined?: readonly string[];
}

function print({ options, terminal }: CommandInput<BacklogOptions>, { report, text }: Scrape): ExitCode {
  if (options.json) terminal.print(JSON.stringify(report));
  else if (text !== undefined) terminal.print(text.trimEnd());
  else terminal.print(formatBacklog(report, terminal.stdoutStyle));
  const isLate = report.queues.some(({ verdict }) => verdict === 'starved' || verdict === 'under-provisioned');
  if (isLate) return ExitCode.Found;
  return report.queues.length === 0 && report.notExamined.length > 0 ? ExitCode.CouldNotLook : ExitCode.Fine;
}
