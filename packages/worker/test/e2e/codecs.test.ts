// Codecs that do not do what they promise, in a worker on a real server: the worker lives on, and says what is wrong.
import { codeOf } from '@handrail/errors';
import { Client as RawClient, type WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, type Payload, type PayloadCodec } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { headLineOf } from '../../../../test-support/payload-report';
import { type Rig, runWorker } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';
import { eventually } from '../support/eventually';
import { failedTasks } from '../support/failed-tasks';

const workflows = new URL('../workflows/payloads.ts', import.meta.url);
const noReplay = 'some of the histories end in failed workflow tasks';
const identity = async (payloads: Payload[]) => payloads;

beforeEach(beginWorkerLog);

class MyCodec implements PayloadCodec {
  constructor(
    readonly encode: PayloadCodec['encode'],
    readonly decode: PayloadCodec['decode'] = identity,
  ) {}
}

/** A worker with this codec, and a client that knows nothing of it. */
async function withCodec(codec: PayloadCodec, test: (rig: Rig) => Promise<void>): Promise<void> {
  const activities = {
    take: async (value: unknown) => value,
    produce: async (mistake: string) => {
      if (mistake === 'fails with details')
        throw ApplicationFailure.create({
          message: 'declined',
          type: 'Declined',
          nonRetryable: true,
          details: ['why'],
        });
      if (mistake === 'fails with large details')
        throw ApplicationFailure.create({ message: 'declined', nonRetryable: true, details: ['x'.repeat(3_000_000)] });
      return mistake === 'spoil' ? 'spoilt' : mistake;
    },
  };
  const workerOptions = { dataConverter: { payloadCodecs: [codec] } };
  await runWorker({ workflows, activities, workerPackage, workerOptions, noReplay }, test);
}

const start = ({ connection, taskQueue }: Rig, workflow: string, args: unknown[]) =>
  new RawClient({ connection }).workflow.start(workflow, { taskQueue, workflowId: randomUUID(), args });

const resultOf = async (rig: Rig, workflow: string, args: unknown[]) => {
  const handle = await start(rig, workflow, args);
  return await handle.result().catch((error: unknown) => (error as WorkflowFailedError).cause?.cause ?? error);
};

describe('a codec that loses payloads', () => {
  it('fails the workflow task that it should have read, which waits for a fix', async () => {
    const losing = new MyCodec(identity, async () => []);
    await withCodec(losing, async (rig) => {
      const handle = await start(rig, 'sending', ['result', 'none']);
      await eventually(() => failedTasks(handle)).not.toEqual([]);
      const [message = ''] = await failedTasks(handle);
      expect(message).toMatch(
        /^\[HR3007\] Payload codec MyCodec \(dataConverter\.payloadCodecs\[0\]\) was given 2 payloads .*to decode, and returned none\.\n/,
      );
      await handle.terminate();
    });
  });

  it('fails the activity whose result it spoils, once, and the worker lives on', async () => {
    let isBroken = true;
    const spoiling = new MyCodec(async (payloads) =>
      isBroken && payloads.some(({ data }) => decode(data!) === '"spoilt"') ? [] : payloads,
    );
    await withCodec(spoiling, async (rig) => {
      const failure = (await resultOf(rig, 'producing', ['spoil'])) as ApplicationFailure;
      expect(codeOf(failure)).toBe('HR3007');
      expect(headLineOf(failure)).toBe(
        '[HR3007] Payload codec MyCodec (dataConverter.payloadCodecs[0]) was given 1 payload of the result of activity "produce" to encode, and returned none.',
      );
      expect(failure.nonRetryable).toBe(true);
      isBroken = false;
      expect(await resultOf(rig, 'producing', ['spoil'])).toBe('spoilt');
    });
  });
});

describe('a failure whose details cannot be encoded', () => {
  it.each<[string, () => Promise<Payload[]>]>([
    ['throws', () => Promise.reject(new Error('the key service is down'))],
    ['gives back nothing', async () => undefined as never],
  ])('keeps its message and type where the codec %s, and the worker lives on', async (_, broken) => {
    const codec = new MyCodec(async (payloads) =>
      payloads.some(({ data }) => decode(data!) === '"why"') ? await broken() : payloads,
    );
    await withCodec(codec, async (rig) => {
      const failure = (await resultOf(rig, 'producing', ['fails with details'])) as ApplicationFailure;
      expect(failure.message).toBe('declined');
      expect(failure.type).toBe('Declined');
      expect(failure.details ?? []).toEqual([]);
      expect(await resultOf(rig, 'producing', ['next'])).toBe('next');
    });
    expect(workerLog.join('\n')).not.toMatch(/Worker failed/);
  });

  it('nor does the worker die of details over the limit', async () => {
    await withCodec(new MyCodec(identity), async (rig) => {
      const failure = (await resultOf(rig, 'producing', ['fails with large details'])) as Error;
      expect(failure.message).toMatch(/exceeds size limit|declined/);
      expect(await resultOf(rig, 'producing', ['next'])).toBe('next');
    });
  });
});

describe('a payload that the worker has no codec for', () => {
  it('fails the workflow task with the encoding', async () => {
    await withCodec(new MyCodec(identity), async (rig) => {
      const hiding: PayloadCodec = {
        encode: async (payloads) =>
          payloads.map((payload) => ({ ...payload, metadata: { encoding: encode('binary/hidden') } })),
        decode: identity,
      };
      const { connection, taskQueue } = rig;
      const client = new RawClient({ connection, dataConverter: { payloadCodecs: [hiding] } });
      const options = { taskQueue, workflowId: randomUUID(), args: ['result', 'none'] };
      const handle = await client.workflow.start('sending', options);
      await eventually(() => failedTasks(handle)).not.toEqual([]);
      expect((await failedTasks(handle))[0]).toMatch(
        /^\[HR3010\] Workflow "sending" got a payload of encoding "binary\/hidden", which its data converter cannot read\.\n/,
      );
      await handle.terminate();
    });
  });
});
