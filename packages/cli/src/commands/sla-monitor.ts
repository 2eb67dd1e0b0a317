import { shellQuote } from '@handrail/common/host';
import { HR9016 } from '@handrail/errors';
import type { SlaRound, SlaSink } from '@handrail/operations';
import type { Command, CommandInput } from '../command';
import { ExitCode } from '../exit-code';
import { formatFailure } from '../formats/failure';
import { formatSlaNotice } from '../formats/sla';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient } from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { ownVersion } from '../internal/own-version';
import { parseDuration } from '../internal/parse-duration';
import { SLA_ATTRIBUTE_OPTIONS, type SlaAttributeFlags, slaPolicy } from '../internal/sla-attributes';

interface MonitorFlags extends ConnectionFlags, SlaAttributeFlags {
  readonly every?: number;
  readonly warnBefore?: number;
  readonly stillEvery?: number;
  readonly webhook?: string;
}

const SECRET = 'HANDRAIL_WEBHOOK_SECRET';

/** `handrail sla monitor`: tells of late executions until it is interrupted. */
export const slaMonitor: Command<MonitorFlags> = {
  name: 'sla monitor',
  summary: 'tell of each execution that goes out of its SLA, until Ctrl-C',
  description: `Each notice is a line on stdout (one JSON object with --json) and, with --webhook, a signed POST. Several monitors may run:
each notice is delivered by one of them. The secret of the webhook is taken from ${SECRET}.`,
  options: [
    {
      flags: '--every <duration>',
      description: 'how often to look',
      parse: parseDuration,
      defaultDescription: '1 minute',
    },
    {
      flags: '--warn-before <duration>',
      description: 'how long before its deadline an execution is warned of',
      parse: parseDuration,
      defaultDescription: '15 minutes',
    },
    {
      flags: '--still-every <duration>',
      description: 'how often to tell again of one that goes on being late',
      parse: parseDuration,
      defaultDescription: '4 hours',
    },
    { flags: '--webhook <url>', description: 'post the notices there as well' },
    ...SLA_ATTRIBUTE_OPTIONS,
    ...CONNECTION_OPTIONS,
  ],
  meant: (ids) => `why ${ids.map(shellQuote).join(' ')}`,
  examples: ['sla monitor', "sla monitor --every '30 seconds' --webhook https://alerts.example.com/temporal"],
  async run(input) {
    const { options, terminal, interrupted } = input;
    const { checkSla, checkSlaMonitorOptions, startSlaMonitor } = loadOperations();
    const { every, warnBefore, stillEvery } = options;
    const policy = slaPolicy(options);
    const sinks = sinksOf(input);
    checkSlaMonitorOptions({ every, warnBefore, stillEvery, policy });
    const open = await openClient(options, 'handrail sla monitor');
    try {
      // Says at once what a monitor would fail on at each look.
      await checkSla(open.client, { policy, most: 1 });
      const monitor = startSlaMonitor(open.client, {
        sinks,
        every,
        warnBefore,
        stillEvery,
        policy,
        onRound: (round) => noteRound(input, round),
        onError: (error) => terminal.note(formatFailure(error, ownVersion(), terminal.stderrStyle)),
      });
      terminal.note('Looking at SLAs. Stop with Ctrl-C.');
      await interrupted();
      await monitor.stop();
      return ExitCode.Fine;
    } finally {
      await open.close();
    }
  },
};

function sinksOf({ options, terminal, environment }: CommandInput<MonitorFlags>): SlaSink[] {
  const { callbackSink, webhookSink } = loadOperations();
  const print = callbackSink((notice) => {
    terminal.print(options.json ? JSON.stringify(notice) : formatSlaNotice(notice, terminal.stdoutStyle));
  }, 'stdout');
  if (options.webhook === undefined) return [print];
  const secret = environment[SECRET];
  if (!secret)
    throw HR9016.error({ problem: `--webhook needs a secret in ${SECRET}`, command: 'handrail sla monitor' });
  return [webhookSink({ url: options.webhook, secret }), print];
}

function noteRound({ terminal }: CommandInput<MonitorFlags>, { failed, notExamined }: SlaRound): void {
  if (failed > 0)
    terminal.note(
      `${failed} ${failed === 1 ? 'notice' : 'notices'} could not be delivered; the next look tries again.`,
    );
  for (const each of notExamined) terminal.note(`Not looked at: ${each}.`);
}
