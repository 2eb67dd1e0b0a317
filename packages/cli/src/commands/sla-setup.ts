import { shellQuote } from '@handrail/common/host';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { formatSlaSetup } from '../formats/sla';
import { type ConnectionFlags, CONNECTION_OPTIONS, openClient } from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { SLA_ATTRIBUTE_OPTIONS, type SlaAttributeFlags, slaPolicy } from '../internal/sla-attributes';

interface SetupFlags extends ConnectionFlags, SlaAttributeFlags {
  readonly apply?: boolean;
}

/** `handrail sla setup`: registers the search attributes in which SLAs stand. A dry run unless told otherwise. */
export const slaSetup: Command<SetupFlags> = {
  name: 'sla setup',
  summary: 'register the search attributes of SLAs in a namespace',
  description: 'Says what it would do, and does it with --apply only. What is there already is left as it is.',
  options: [{ flags: '--apply', description: 'do it' }, ...SLA_ATTRIBUTE_OPTIONS, ...CONNECTION_OPTIONS],
  meant: ([namespace = '']) => `--namespace ${shellQuote(namespace)}`,
  examples: ['sla setup', 'sla setup --namespace payments --apply'],
  async run({ options, terminal }) {
    const policy = slaPolicy(options);
    const open = await openClient(options, 'handrail sla setup');
    try {
      const { setupSla } = loadOperations();
      const setup = await setupSla(open.client, { policy, apply: options.apply });
      terminal.print(options.json ? JSON.stringify(setup) : formatSlaSetup(setup, terminal.stdoutStyle));
      return setup.attributes.some(({ state }) => state === 'missing') ? ExitCode.Found : ExitCode.Fine;
    } finally {
      await open.close();
    }
  },
};
