import { shellQuote } from '@handrail/common/host';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { formatSlaReport } from '../formats/sla';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient } from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { parseDuration } from '../internal/parse-duration';
import { parseCount } from '../internal/parse-number';
import { SLA_ATTRIBUTE_OPTIONS, type SlaAttributeFlags, slaPolicy } from '../internal/sla-attributes';

interface CheckFlags extends ConnectionFlags, SlaAttributeFlags {
  readonly warnBefore?: number;
  readonly limit?: number;
}

/** `handrail sla check`: the executions that are out of their SLA, or near it. */
export const slaCheck: Command<CheckFlags> = {
  name: 'sla check',
  summary: 'list the executions that are out of their SLA, or near it',
  description: 'Ends with 1 where one is out of it. Those that are only near do not count.',
  options: [
    {
      flags: '--warn-before <duration>',
      description: 'how long before its deadline an execution is near it',
      parse: parseDuration,
      defaultDescription: '15 minutes',
    },
    { flags: '--limit <number>', description: 'executions to look at', parse: parseCount, defaultDescription: '1000' },
    ...SLA_ATTRIBUTE_OPTIONS,
    ...CONNECTION_OPTIONS,
  ],
  meant: (ids) => `why ${ids.map(shellQuote).join(' ')}`,
  examples: ['sla check', "sla check --warn-before '1 hour' --json"],
  async run({ options, terminal }) {
    const policy = slaPolicy(options);
    const open = await openClient(options, 'handrail sla check');
    try {
      const { checkSla } = loadOperations();
      const { warnBefore, limit: most } = options;
      const report = await checkSla(open.client, { policy, warnBefore, most });
      terminal.print(options.json ? JSON.stringify(report) : formatSlaReport(report, terminal.stdoutStyle));
      if (report.late.length > 0) return ExitCode.Found;
      return report.notExamined.length > 0 ? ExitCode.CouldNotLook : ExitCode.Fine;
    } finally {
      await open.close();
    }
  },
};
