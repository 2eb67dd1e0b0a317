import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCommand } from '../drop-in/run-command.mjs';
import { createStepLog } from './step-log.mjs';

const LOGS = '.cache/logs';

/**
 * A step of `npm run quickstart` or `npm test`.
 *
 * @typedef {object} Step
 * @property {string} name - what the user reads
 * @property {string} fix - what to do when it fails
 * @property {boolean} [essential] - without it the later steps cannot run at all
 * @property {boolean} [narrow] - keeps one core busy and no more: beside another narrow one that follows it or goes before
 * @property {(tools: StepTools) => Promise<StepResult | void>} run - throws {@link StepFailure} where it fails
 *
 * @typedef {object} StepTools
 * @property {(text: string) => void} detail - says what the step is busy with
 * @property {(command: string, args?: string[], options?: object) => Promise<string>} command - runs a command, gives its
 *   output and fails the step when the command fails
 * @property {(command: string, args?: string[], options?: object) => Promise<{ code: number | string, output: string }>} tryCommand
 *
 * @typedef {object} StepResult
 * @property {string} [note] - stands at the end of the step's line
 * @property {number} [passed] - single tests; a step without counts is one check
 * @property {number} [failed]
 * @property {number} [skipped]
 */

/** Fails a step: with what it printed, and with counts where it was a suite of tests. */
export class StepFailure extends Error {
  constructor(output, counts = { passed: 0, failed: 1, skipped: 0 }) {
    super(output);
    this.counts = counts;
  }
}

/** How many narrow steps run at once. */
const LANES = 2;

/**
 * Runs the steps in their order, narrow ones two at a time, and adds up what passed. A step that fails does not stop the others
 * unless it is essential.
 */
export async function runSteps(steps, log = createStepLog({ total: steps.length })) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const stopRunning = stopOnSignal();
  let blockedBy;
  const runStep = async (step) => {
    const line = log.start(step.name);
    if (blockedBy !== undefined) {
      line.end('skipped', `needs "${blockedBy}"`);
      sum.skipped += 1;
      return;
    }
    try {
      const { note, ...counts } = (await step.run(toolsFor(step, line, stopRunning))) ?? {};
      add(sum, 'passed' in counts ? counts : { passed: 1 });
      line.end('ok', note);
    } catch (error) {
      const failure = error instanceof StepFailure ? error : new StepFailure(error?.stack ?? String(error));
      add(sum, failure.counts);
      line.end('FAILED');
      await report(step, failure);
      if (step.essential === true) blockedBy = step.name;
    }
  };
  for (const group of groupsOf(steps)) {
    const waiting = [...group];
    const lane = async () => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runStep(step);
    };
    await Promise.all(Array.from({ length: Math.min(LANES, group.length) }, lane));
  }
  stopRunning.dispose();
  return sum;
}

/** Narrow steps that follow each other, and each other step by itself. */
function groupsOf(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.narrow === true && last?.at(-1).narrow === true) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function toolsFor(step, line, running) {
  const tryCommand = async (command, args = [], options = {}) => {
    const child = startCommand(command, args, {
      ...options,
      onOutput: (text) => options.onOutput?.(text, (detail) => line.detail(detail)),
    });
    running.add(child);
    const result = await child.ended;
    running.delete(child);
    return result;
  };
  return {
    detail: (text) => line.detail(text),
    tryCommand,
    command: async (command, args, options) => {
      const { code, output } = await tryCommand(command, args, options);
      if (code !== 0) throw new StepFailure(output);
      return output;
    },
  };
}

// Commands run in process groups of their own, which Ctrl-C at the terminal does not reach.
function stopOnSignal() {
  const running = new Set();
  const stop = (signal) => {
    for (const child of running) void child.stop('SIGTERM');
    process.stderr.write(`\nInterrupted. Run the command again: it goes on from here.\n`);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    add: (child) => running.add(child),
    delete: (child) => running.delete(child),
    dispose: () => process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

async function report(step, failure) {
  const file = join(LOGS, `${step.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.log`);
  await mkdir(LOGS, { recursive: true });
  await writeFile(file, failure.message);
  const lines = failure.message.trimEnd().split('\n');
  const shown = lines.slice(-80).map((line) => `    ${line}`);
  const more =
    lines.length > shown.length ? [`    (the last ${shown.length} of ${lines.length} lines; all are in ${file})`] : [];
  console.error(['', ...shown, ...more, '', `  How to fix: ${step.fix}`, ''].join('\n'));
}

function add(sum, counts) {
  for (const key of Object.keys(sum)) sum[key] += counts[key] ?? 0;
}
