import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gauge } from '../../src/internal/metrics-text';
import { parsePrometheusText } from '../../src/internal/prometheus-text';

const plain = (text: string) =>
  parsePrometheusText(text).map(({ labels, ...rest }) => ({ ...rest, labels: { ...labels } }));

it('reads names, labels and numbers, with and without labels and times', () => {
  expect(
    plain(`# HELP up Whether it is up.
# TYPE up gauge
up 1
requests_total{code="200",path="/a b"} 1.5e3 1700000000000
latency_bucket{le="+Inf",} +Inf
`),
  ).toEqual([
    { name: 'up', labels: {}, value: 1 },
    { name: 'requests_total', labels: { code: '200', path: '/a b' }, value: 1_500 },
    { name: 'latency_bucket', labels: { le: '+Inf' }, value: Number.POSITIVE_INFINITY },
  ]);
});

it('reads a label with a separator of lines or paragraphs, which ends no line here', () => {
  expect(plain('up{a="\u2028",b="\\\u2029"} 1')).toEqual([
    { name: 'up', labels: { a: '\u2028', b: '\u2029' }, value: 1 },
  ]);
});

it('leaves out what is no sample', () => {
  expect(plain('<!doctype html>\nup\nup{a=1} 1\nup{a="1} 1\nup{a="1" b} 1\nup one\n{"json": 1}\n')).toEqual([]);
});

it('keeps a label that is named as a property of every object', () => {
  const [sample] = parsePrometheusText('up{constructor="a",toString="b"} 1');
  expect(sample?.labels['constructor']).toBe('a');
  expect(parsePrometheusText('up 1')[0]?.labels['constructor']).toBeUndefined();
});

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,10}$/).filter((text) => text !== '__proto__');

it('reads back whatever we write', () => {
  fc.assert(
    fc.property(
      name,
      fc.dictionary(
        name,
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r')),
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (metric, labels, value) => {
        const text = gauge(metric, 'Help.', [{ labels, value }]).join('\n');
        expect(plain(text)).toEqual([{ name: metric, labels: { ...labels }, value: value + 0 }]);
      },
    ),
  );
});
