/** One number of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?\s*$/s;
const LABEL = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/sy;

/**
 * Reads the text that Prometheus scrapes. A line that is none of its samples is left out: it belongs to a newer format, or
 * the answer is something else, and then there is no sample at all.
 */
export function parsePrometheusText(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('#')) return [];
    const [, name, labels, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    const number = toNumber(value);
    const read = readLabels(labels ?? '');
    return number === undefined || read === undefined ? [] : [{ name, labels: read, value: number }];
  });
}

function readLabels(text: string): Readonly<Record<string, string>> | undefined {
  const labels: [string, string][] = [];
  LABEL.lastIndex = 0;
  let end = 0;
  for (let match = LABEL.exec(text); match !== null; match = LABEL.exec(text)) {
    labels.push([match[1] ?? '', unescape(match[2] ?? '')]);
    end = LABEL.lastIndex;
  }
  if (text.slice(end).trim() !== '') return undefined;
  // Names from the network: none of them may reach a prototype.
  const named = Object.create(null) as Record<string, string>;
  for (const [name, value] of labels) named[name] = value;
  return named;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character));
}

const SPECIAL: Readonly<Record<string, number>> = {
  '+Inf': Number.POSITIVE_INFINITY,
  Inf: Number.POSITIVE_INFINITY,
  '-Inf': Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

function toNumber(text: string): number | undefined {
  if (Object.hasOwn(SPECIAL, text)) return SPECIAL[text];
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}
