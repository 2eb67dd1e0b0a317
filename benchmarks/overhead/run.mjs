// Raw SDK against Handrail on one development server, in turn: `pnpm bench:overhead [pairs [workflows [idle ones]]]`. Few workflows leave time for
// many pairs, which is what `Worker.create` needs: its spread is wide.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describeMachine, ratioTable, runPairs } from '../pairs.mjs';

const require = createRequire(import.meta.url);
const { TestWorkflowEnvironment } = require('@handrail/testing');

const [pairs, workflows, idle] = [9, 400, 1_000].map((usual, index) => Number(process.argv[2 + index] ?? usual));

const script = fileURLToPath(new URL('trial.mjs', import.meta.url));
const environment = await TestWorkflowEnvironment.createLocal();
try {
  report(
    await runPairs(pairs, async (side) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--expose-gc', script, side, environment.address, String(workflows), String(idle)],
        { maxBuffer: 64 * 1024 * 1024 },
      );
      return JSON.parse(stdout.trim().split('\n').at(-1));
    }),
  );
} finally {
  await environment.teardown();
}

function report(results) {
  const { version } = require('@temporalio/worker/package.json');
  console.log(`${describeMachine()}; SDK ${version}`);
  console.log(`${pairs} pairs, ${workflows} workflows of five activities and a timer each, ${idle} cached workflows\n`);
  console.log(
    ratioTable(results, [
      ['cpuMilliseconds', 'CPU per workflow execution', 'ms', '≤ 1.03'],
      ['workflowsPerSecond', 'throughput', '/s'],
      ['createMilliseconds', '`Worker.create`', 'ms', '≤ 1.10'],
      ['bytesPerCachedWorkflow', 'memory per cached workflow', 'bytes', '≤ 1.05'],
    ]),
  );
  const [raw, handrail] = [results.raw[0].bundleBytes, results.handrail[0].bundleBytes];
  console.log(
    `| bundle, without its source map | ${raw} bytes | ${handrail} bytes | +${handrail - raw} bytes | ≤ 15,000 |`,
  );
}
