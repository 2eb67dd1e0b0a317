// Raw SDK against Handrail on one development server, in turn: `pnpm bench:overhead [pairs]`.
import { execFile } from 'node:child_process';
import { arch, cpus, platform, release } from 'node:os';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const { TestWorkflowEnvironment } = require('@handrail/testing');

const pairs = Number(process.argv[2] ?? 9);
const workflows = 400;
const idle = 1_000;

const METRICS = [
  ['cpuMilliseconds', 'CPU per workflow execution', 'ms', 1.03],
  ['workflowsPerSecond', 'throughput', '/s', undefined],
  ['createMilliseconds', 'Worker.create', 'ms', 1.1],
  ['bytesPerCachedWorkflow', 'memory per cached workflow', 'bytes', 1.05],
];

const environment = await TestWorkflowEnvironment.createLocal();
try {
  const results = { raw: [], handrail: [] };
  // The first pair warms the disk cache and the server, and is not counted.
  for (let pair = 0; pair <= pairs; pair++) {
    // Which side goes first alternates too, so that a drift of the machine favours neither.
    for (const side of pair % 2 === 0 ? ['raw', 'handrail'] : ['handrail', 'raw']) {
      console.error(`pair ${pair} of ${pairs}: ${side}`);
      const result = await trial(side);
      if (pair > 0) results[side].push(result);
    }
  }
  report(results);
} finally {
  await environment.teardown();
}

async function trial(side) {
  const script = fileURLToPath(new URL('trial.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', script, side, environment.address, String(workflows), String(idle)],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function report({ raw, handrail }) {
  console.log(`Node ${process.version}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}`);
  console.log(`${pairs} pairs, ${workflows} workflows of five activities and a timer each, ${idle} cached workflows\n`);
  console.log('| measure | raw (median) | Handrail (median) | ratio: min / median / max | limit |');
  console.log('|---|---|---|---|---|');
  for (const [key, title, unit, limit] of METRICS) {
    const ratios = raw.map((sample, index) => handrail[index][key] / sample[key]).sort((a, b) => a - b);
    const show = (samples) => `${round(median(samples.map((sample) => sample[key])))} ${unit}`;
    const spread = `${round(ratios[0])} / ${round(median(ratios))} / ${round(ratios.at(-1))}`;
    console.log(
      `| ${title} | ${show(raw)} | ${show(handrail)} | ${spread} | ${limit === undefined ? '—' : `≤ ${limit}`} |`,
    );
  }
  const growth = handrail[0].bundleBytes - raw[0].bundleBytes;
  console.log(
    `| bundle, without its source map | ${raw[0].bundleBytes} bytes | ${handrail[0].bundleBytes} bytes | +${growth} bytes | ≤ 15000 |`,
  );
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function round(value) {
  return Number(value.toPrecision(4));
}
