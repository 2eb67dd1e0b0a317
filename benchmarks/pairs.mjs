// Raw SDK against Handrail within one run: sides in turn, ratios pair by pair, so that a drift of the machine favours neither.
import { arch, cpus, platform, release } from 'node:os';

const SIDES = ['raw', 'handrail'];

/**
 * Runs both sides `pairs` times, which side goes first alternating. One pair more comes first and is not counted: it warms
 * the disk cache and whatever the trials share.
 *
 * @template T
 * @param {number} pairs
 * @param {(side: 'raw' | 'handrail') => Promise<T>} trial
 * @returns {Promise<{ raw: T[], handrail: T[] }>}
 */
export async function runPairs(pairs, trial) {
  const results = { raw: [], handrail: [] };
  for (let pair = 0; pair <= pairs; pair++) {
    for (const side of pair % 2 === 0 ? SIDES : SIDES.toReversed()) {
      console.error(`pair ${pair} of ${pairs}: ${side}`);
      const result = await trial(side);
      if (pair > 0) results[side].push(result);
    }
  }
  return results;
}

/** Date, Node and machine: what a result is worth nothing without. */
export function describeMachine() {
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.version}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}`;
}

/**
 * The results as rows of a Markdown table: medians of both sides and the spread of the ratios.
 *
 * @param {{ raw: object[], handrail: object[] }} results
 * @param {readonly [key: string, title: string, unit: string, limit: string | undefined][]} metrics
 */
export function ratioTable({ raw, handrail }, metrics) {
  return [
    '| measure | raw (median) | Handrail (median) | ratio: min / median / max | limit |',
    '|---|---|---|---|---|',
    ...metrics.map(([key, title, unit, limit = '—']) => {
      const ratios = raw.map((sample, index) => handrail[index][key] / sample[key]).sort((a, b) => a - b);
      const show = (samples) => `${round(median(samples.map((sample) => sample[key])))} ${unit}`.trimEnd();
      const spread = [ratios[0], median(ratios), ratios.at(-1)].map((ratio) => ratio.toFixed(3)).join(' / ');
      return `| ${title} | ${show(raw)} | ${show(handrail)} | ${spread} | ${limit} |`;
    }),
  ].join('\n');
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function round(value) {
  return Number(value.toPrecision(4));
}
