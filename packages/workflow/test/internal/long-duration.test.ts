import { msToNumber } from '@temporalio/common/lib/time';
import { describe, expect, it } from 'vitest';
import { compile, type RESOLUTIONS } from '../../../../scripts/type-tests/compile.mjs';

// The SDK reads each text with `ms`; the type must come to the same verdict without reading it.
const TWO_HOURS = 7_200_000;
const NUMBERS = [
  ...['0', '1', '2', '3', '5', '9', '10', '11', '12', '19', '20', '24', '59', '60', '90', '99', '100', '101', '119'],
  ...['120', '121', '180', '199', '200', '240', '999', '1000', '1001', '1199', '1200', '1440', '3600', '6000', '7000'],
  ...['7100', '7199', '7200', '7201', '8000', '9999', '10000', '10800', '72000', '86400', '719999', '720000'],
  ...['6999999', '7000000', '7100000', '7199999', '7200000', '7200001', '8000000', '10000000', '123456789'],
  ...['1.0', '1.5', '1.9', '1.99', '2.0', '2.5', '0.5', '0.1', '.5', '.1', '12.5', '10.25', '119.9', '119.99'],
  ...['120.5', '199.5', '7199.9', '7200.5', '7200000.5'],
];
const UNITS = [
  ...['years', 'year', 'yrs', 'yr', 'y', 'weeks', 'week', 'w', 'days', 'day', 'd', 'hours', 'hour', 'hrs', 'hr', 'h'],
  ...['minutes', 'minute', 'mins', 'min', 'm', 'seconds', 'second', 'secs', 'sec', 's'],
  ...['milliseconds', 'millisecond', 'msecs', 'msec', 'ms'],
];
const texts = [
  ...NUMBERS,
  ...NUMBERS.flatMap((number) => UNITS.flatMap((unit) => [`${number}${unit}`, `${number} ${unit}`])),
  ...['1', '1.5', '2', '3', '119', '120', '7199', '7200', '7199999', '7200000'].flatMap((number) =>
    UNITS.flatMap((unit) => {
      const capitalised = unit[0]!.toUpperCase() + unit.slice(1);
      return [`${number}${unit.toUpperCase()}`, `${number} ${unit.toUpperCase()}`, `${number} ${capitalised}`];
    }),
  ),
];

const HEAD = `import type { LongDuration } from '../../src/internal/long-duration';
type IsLong<Text> = Text extends LongDuration ? true : false;
`;

function verdictsThatDiffer(resolution: keyof typeof RESOLUTIONS, cases: { source: string; milliseconds: number }[]) {
  const file = new URL('long-durations.ts', import.meta.url).pathname;
  const lines = cases.map(
    ({ source, milliseconds }, index) =>
      `export const _${index}: IsLong<${source}> = ${milliseconds >= TWO_HOURS ? 'true' : 'false'};`,
  );
  const errors = compile({ resolution, files: [file], texts: { [file]: HEAD + lines.join('\n') } });
  return errors.map(({ line }) => cases[line - HEAD.split('\n').length + 1]?.source ?? `line ${line}`);
}

describe('LongDuration', () => {
  it('tells two hours and more from less, in every unit and spelling that the SDK takes', () => {
    const cases = texts.map((text) => ({ source: `'${text}'`, milliseconds: msToNumber(text as `${number}`) }));
    expect(cases.length).toBeGreaterThan(5_000);
    expect(verdictsThatDiffer('node16', cases)).toEqual([]);
  }, 60_000);

  it('knows whole hours and days in milliseconds', () => {
    const numbers = [0, 1, 60_000, 3_600_000, 7_199_999];
    for (let hours = 2; hours <= 24; hours++) numbers.push(hours * 3_600_000);
    for (let days = 1; days <= 30; days++) numbers.push(days * 86_400_000);
    const cases = numbers.map((milliseconds) => ({ source: String(milliseconds), milliseconds }));
    expect(verdictsThatDiffer('node10', cases)).toEqual([]);
  });

  it('leaves what is not known to run time', () => {
    const unknown = ['string', 'number', '`${number} hours`', "''", "'hours'", "'x3h'"];
    const cases = unknown.map((source) => ({ source, milliseconds: 0 }));
    expect(verdictsThatDiffer('bundler', cases)).toEqual([]);
  });
});
