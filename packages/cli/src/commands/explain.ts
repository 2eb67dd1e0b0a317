import { catalogue, docsUrl, type ErrorCode, type ErrorSummary, HR9014, RETIRED_CODES } from '@handrail/errors';
import { defaultPolicy } from '@handrail/common/guards';
import { nearestName } from '@handrail/common/host';
import type { Command } from '../command';
import { ExitCode } from '../exit-code';
import { describeDefaults } from '../formats/defaults';
import { formatErrorList } from '../formats/error-list';
import { formatErrorPage } from '../formats/error-page';
import { readErrorPage } from '../internal/error-pages';

/** `handrail explain`: the page of an error, from the package itself. */
export const explain: Command = {
  name: 'explain',
  summary: 'explain an error code, or list all codes and what holds by default',
  description: 'Works without a network: it prints the page that the error links to.',
  arguments: [{ name: '[code]', description: 'such as HR2004; without one, all codes are listed' }],
  meant: (codes) => `explain ${codes[0]}`,
  examples: ['explain HR2004', 'explain'],
  async run({ arguments: [given], options, terminal }) {
    if (given === undefined) {
      const defaults = describeDefaults(defaultPolicy);
      if (options.json) {
        const errors = catalogue.map(({ code, title, disposition }) => ({ code, title, disposition }));
        terminal.print(JSON.stringify({ schema: 'handrail.explain-list/1', errors, defaults }));
      } else {
        terminal.print(formatErrorList(catalogue, defaults, terminal.stdoutStyle));
      }
      return ExitCode.Fine;
    }
    const { code, title, disposition } = find(given);
    const page = await readErrorPage(code);
    if (options.json) {
      const links = { docs: docsUrl(code) };
      terminal.print(JSON.stringify({ schema: 'handrail.explain/1', code, title, disposition, page, links }));
    } else {
      terminal.print(formatErrorPage(page, terminal.stdoutStyle));
    }
    return ExitCode.Fine;
  },
};

// As it is copied from a message or typed from memory: `[HR2004]`, `hr2004`, `2004`.
function find(given: string): ErrorSummary {
  const code = given
    .trim()
    .toUpperCase()
    .replaceAll(/^\[|\]$/g, '')
    .replace(/^(?=\d{4}$)/, 'HR');
  const current = RETIRED_CODES[code as ErrorCode] ?? code;
  const found = catalogue.find((entry) => entry.code === current);
  if (found !== undefined) return found;
  const codes = catalogue.map((entry) => entry.code);
  throw HR9014.error({ given, nearest: nearestName(code, codes) });
}
