import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServiceAddresses } from '../service-addresses';

// Beside src/, too: a test that runs from the sources starts the worker that was built.
const LIB = join(__dirname, '../../lib');
const STOP_LIMIT = 15_000;

// A failing workflow task is retried for ever: whoever waits for its workflow waits in vain.
const FAILING_TASK = /Failing workflow task|Failed to process Workflow Activation/;

export interface WorkerProcessOptions {
  readonly temporalAddress: string;
  readonly addresses: ServiceAddresses;
}

/** The example's worker in a process of its own, as in production. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #taskFailed: Promise<void>;
  #output = '';

  constructor({ temporalAddress, addresses }: WorkerProcessOptions) {
    this.#child = fork(join(LIB, 'worker.js'), {
      execArgv: ['--require', join(LIB, 'quickstart/end-with-parent.js')],
      env: {
        ...process.env,
        TEMPORAL_ADDRESS: temporalAddress,
        PAYMENTS_URL: addresses.payments,
        WAREHOUSE_URL: addresses.warehouse,
        MAIL_URL: addresses.mail,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#ended = once(this.#child, 'close');
    this.#taskFailed = new Promise((resolve) => {
      for (const stream of [this.#child.stdout, this.#child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          this.#output += text;
          if (FAILING_TASK.test(this.#output)) resolve();
        });
      }
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Everything that the worker has printed. */
  get output(): string {
    return this.#output;
  }

  /** The promise's value, or a rejection if the worker ends, or fails a workflow task, before it. */
  async whileRunning<T>(promise: Promise<T>): Promise<T> {
    const ended = this.#ended.then((): never => {
      throw new Error(`The worker (pid ${this.pid}) ended before its work was done.\n${lastLines(this.output)}`);
    });
    const failed = this.#taskFailed.then((): never => {
      throw new Error(`A workflow task fails on the worker (pid ${this.pid}).\n${lastLines(this.output)}`);
    });
    return await Promise.race([promise, ended, failed]);
  }

  /** SIGKILL: no last words, nothing is reported. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** SIGTERM: the worker finishes what it has begun. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT);
    await this.#ended;
    clearTimeout(timer);
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-20).join('\n');
}
