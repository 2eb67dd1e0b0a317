import type { Client } from '@handrail/client';
import { Worker, type NativeConnection } from '@handrail/worker';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { policy } from '../policy';
import type { CleanUp } from './clean-up';

const FOLDER = join(__dirname, '../../mistakes');
const TASK_QUEUE = 'orders-mistake';
const POLL = 100;
const LIMIT = 60_000;

/** What the compiler says about the file with the mistake. */
export async function compileMistake(cleanUp: CleanUp): Promise<string> {
  const compiler = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', FOLDER, '--pretty', 'false'], {
    cwd: join(FOLDER, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(compiler, 'close');
  cleanUp.add(async () => {
    compiler.kill();
    await ended;
  });
  let output = '';
  compiler.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await ended;
  return output.trim();
}

/** What the history says when the file is run all the same: bundling takes types away without reading them. */
export async function runMistake(client: Client, connection: NativeConnection, cleanUp: CleanUp): Promise<string> {
  const worker = await Worker.create({
    connection,
    policy,
    taskQueue: TASK_QUEUE,
    workflowsPath: join(FOLDER, 'no-heartbeat.ts'),
  });
  const verdict = worker.runUntil(async () => {
    const handle = await client.workflow.start('shipInTheDark', {
      taskQueue: TASK_QUEUE,
      workflowId: `mistake-${randomUUID().slice(0, 8)}`,
    });
    try {
      return await firstTaskFailure(handle);
    } finally {
      await handle.terminate('Shown by the quickstart');
    }
  });
  cleanUp.add(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await verdict.catch(() => undefined);
  });
  return await verdict;
}

async function firstTaskFailure(handle: Awaited<ReturnType<Client['workflow']['start']>>): Promise<string> {
  for (const deadline = Date.now() + LIMIT; Date.now() < deadline;) {
    const { events } = await handle.fetchHistory();
    for (const { workflowTaskFailedEventAttributes: failed } of events ?? []) {
      if (failed?.failure?.message) return failed.failure.message;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error('The mistake was not caught.');
}
