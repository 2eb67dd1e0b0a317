// What looking at a call's values adds to serialising them, in a process and in workflow code: `pnpm bench:payloads [rounds]`.
// All sides in turn in one process.
import { createRequire } from 'node:module';
import { describeMachine } from '../pairs.mjs';
import { payloads } from './payloads.mjs';

const require = createRequire(import.meta.url);
const { createPayloadGuard, resolvePolicy } = require('@handrail/common/host');
const { defaultPayloadConverter } = require('@temporalio/common');
const { findLosses } = require('../../packages/workflow/lib/internal/find-losses.js');

const rounds = Number(process.argv[2] ?? 15);
const MILLISECONDS = 150;
const LIMIT = 0.15;

const guard = createPayloadGuard(resolvePolicy(), undefined);

console.log(`${describeMachine()}; ${rounds} rounds of ${MILLISECONDS} ms a side\n`);
console.log(
  '| payload | size | serialising | a process’s walk / serialising: min / median / max | workflow code’s | limit |',
);
console.log('|---|---|---|---|---|---|');
for (const [name, value] of Object.entries(payloads)) {
  const call = { subject: 'bench', where: 'bench', slots: [{ path: ['args', 0], value }] };
  const serialise = () => defaultPayloadConverter.toPayload(value);
  const walk = () => guard.inspect(call);
  const walkInWorkflow = () => findLosses(value, [], 0, []);
  const baseline = [];
  const ratios = new Map([walk, walkInWorkflow].map((side) => [side, []]));
  for (let round = -2; round < rounds; round++) {
    const sides = [serialise, walk, walkInWorkflow];
    if (round % 2 !== 0) sides.reverse();
    const times = new Map(sides.map((side) => [side, microsecondsOf(side)]));
    if (round < 0) continue;
    baseline.push(times.get(serialise));
    for (const [side, its] of ratios) its.push(times.get(side) / times.get(serialise));
  }
  const spreads = [...ratios.values()].map(spreadOf).join(' | ');
  const kilobytes = Math.round(serialise().data.length / 1_000);
  console.log(`| ${name} | ${kilobytes} kB | ${median(baseline).toFixed(0)} µs | ${spreads} | ≤ ${LIMIT} |`);
}

function spreadOf(ratios) {
  const sorted = [...ratios].sort((a, b) => a - b);
  return [sorted[0], median(sorted), sorted.at(-1)].map((ratio) => ratio.toFixed(3)).join(' / ');
}

function microsecondsOf(action) {
  let calls = 0;
  const start = performance.now();
  const end = start + MILLISECONDS;
  while (performance.now() < end) {
    for (let count = 0; count < 10; count++) action();
    calls += 10;
  }
  return ((performance.now() - start) / calls) * 1_000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
