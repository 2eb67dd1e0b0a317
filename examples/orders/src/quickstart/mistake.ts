import type { Client } from '@handrail/client';
import { Worker, type NativeConnection } from '@handrail/worker';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { policy } from '../policy';

const FOLDER = join(__dirname, '../../mistakes');
const TASK_QUEUE = 'orders-mistake';
const POLL = 100;
const LIMIT = 60_000;

/** What the compiler says about the file with the mistake. */
export async function compileMistake(): Promise<string> {
  const compiler = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', FOLDER, '--pretty', 'false'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  compiler.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(compiler, 'close');
  return output.trim();
}

/** What the history says when the file is run all the same: bundling takes types away without reading them. */
export async function runMistake(client: Client, connection: NativeConnection): Promise<string> {
  const worker = await Worker.create({
    connection,
    policy,
    taskQueue: TASK_QUEUE,
    workflowsPath: join(FOLDER, 'no-heartbeat.ts'),
  });
  return await worker.runUntil(async () => {
    const handle = await client.workflow.start('shipInTheDark', {
      taskQueue: TASK_QUEUE,
      workflowId: `mistake-${Date.now()}`,
    });
    try {
      return await firstTaskFailure(handle);
    } finally {
      await handle.terminate('Shown by the quickstart');
    }
  });
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
