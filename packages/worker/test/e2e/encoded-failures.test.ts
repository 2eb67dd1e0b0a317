// Failures whose text nobody may read without the key: only the worker's process can put anything into them.
import { codeOf } from '@handrail/errors';
import { DefaultFailureConverter, defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { beforeEach, expect, it } from 'vitest';
import { runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';

const require = createRequire(import.meta.url);
const workflows = new URL('../workflows/failing.ts', import.meta.url);

/** Hides payloads as encryption does: nobody else can read them. */
const codec: PayloadCodec = {
  encode: async (payloads) => payloads.map(({ data, ...payload }) => ({ ...payload, data: flipped(data) })),
  decode: async (payloads) => payloads.map(({ data, ...payload }) => ({ ...payload, data: flipped(data) })),
};

const dataConverter = {
  failureConverterPath: require.resolve('../workflows/encoding.failure-converter.cjs'),
  payloadCodecs: [codec],
};

beforeEach(beginWorkerLog);

it.each([
  [
    'breaksGuard',
    [
      /^\[HR2004\] Activity "charge" may run 3 hours without a heartbeat\.\n {2}Why: .*\n {2}Fix: {5}set heartbeatTimeout: .*\n {2}Docs: [^\n]*$/,
    ],
  ],
  [
    'throwsPlainError',
    [/^\[HR1010\] Workflow "throwsPlainError" threw Error: no such customer /, /^no such customer$/],
  ],
  ['losesPromise', [/^\[HR1009\] Workflow "losesPromise" leaves a promise unhandled/, /^Unhandled Promise rejection/]],
])('say what they are to whoever can decode them (%s)', async (workflow, texts) => {
  const noReplay = 'the history ends in a failed workflow task';
  await runWorker({ workflows, workerPackage, workerOptions: { dataConverter }, noReplay }, async (rig) => {
    const handle = await rig.client.workflow.start(workflow, {
      workflowId: randomUUID(),
      taskQueue: rig.taskQueue,
    });
    const failure = await failedTask(handle);
    expect(failure.message).toBe('Encoded failure');
    expect(JSON.stringify(failure)).not.toMatch(/HR\d{4}|no such customer|charge/);

    const decoded = await decodedFailure(failure);
    const error = new DefaultFailureConverter().failureToError(decoded, defaultPayloadConverter);
    expect(codeOf(error)).toMatch(/^HR\d{4}$/);
    const chain: string[] = [];
    for (let each: unknown = error; each instanceof Error; each = each.cause) chain.push(each.message);
    for (const [index, text] of texts.entries()) expect(chain[index]).toMatch(text);
    expect(workerLog).toContainEqual(expect.stringContaining(`WARN [${String(codeOf(error))}]`));
    await handle.terminate();
  });
});

interface Failure {
  message?: string | null;
  encodedAttributes?: Payload | null;
  cause?: Failure | null;
}

async function decodedFailure({ encodedAttributes, cause, ...failure }: Failure): Promise<Failure> {
  const [attributes] = encodedAttributes ? await codec.decode([encodedAttributes]) : [];
  return {
    ...failure,
    ...(attributes && { encodedAttributes: attributes }),
    ...(cause && { cause: await decodedFailure(cause) }),
  };
}

interface History {
  readonly events?: readonly { readonly workflowTaskFailedEventAttributes?: { failure?: Failure | null } | null }[];
}

async function failedTask(handle: { fetchHistory(): Promise<unknown> }): Promise<Failure> {
  for (;;) {
    const { events = [] } = (await handle.fetchHistory()) as History;
    const failure = events.find((event) => event.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes
      ?.failure;
    if (failure) return failure;
  }
}

function flipped(data: Uint8Array | null | undefined): Uint8Array {
  return (data ?? new Uint8Array()).map((byte) => byte ^ 0x5a);
}
