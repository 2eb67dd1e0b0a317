// What a CommonJS project does with the installed packages: compile against their types, load them, run a workflow.
import assert from 'node:assert/strict';
import { definePolicy } from '@handrail/common';
import { encode } from '@handrail/common/lib/encoding';
import { historyFromJSON } from '@handrail/common/lib/proto-utils.js';
import { Client, type ClientOptions } from '@handrail/client';
import { HandrailError } from '@handrail/errors';
import { TestWorkflowEnvironment } from '@handrail/testing';
import { bundleWorkflowCode, Worker } from '@handrail/worker';
import { bundleWorkflowCode as bySubpath } from '@handrail/worker/lib/workflow/bundler';
import type { WorkflowExecuteInput } from '@handrail/workflow/lib/interceptors';
import * as activities from './activities';
import { checkGuards } from './check-guards';
import { greeting } from './workflows';

export type Input = WorkflowExecuteInput;

// `any` where the declarations were not found would let anything pass.
// @ts-expect-error a string is no ClientOptions
export const options: ClientOptions = 'localhost';
// @ts-expect-error encode gives bytes
export const bytes: number = encode('a');

async function main(): Promise<void> {
  assert.throws(() => definePolicy({ activity: { heartbeatFrom: Number.NaN } }), HandrailError.isInstance);
  assert.equal(typeof historyFromJSON, 'function');
  assert.equal(bySubpath, bundleWorkflowCode);

  const workflowBundle = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows') });
  const environment = await TestWorkflowEnvironment.createLocal();
  try {
    assert.ok(environment.client instanceof Client);
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: 'consumer',
      workflowBundle,
      activities,
    });
    await worker.runUntil(async () => {
      const { client } = environment;
      const start = { taskQueue: 'consumer', workflowId: 'consumer', args: ['you'] as [string] };
      assert.equal(await client.workflow.execute(greeting, start), 'Hello, you!');
      await checkGuards(client, 'consumer');
    });
  } finally {
    await environment.teardown();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
