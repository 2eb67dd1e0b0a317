// Codecs and converters that do not do what they promise, on the way to a real server: what is wrong is said, and nothing is sent.
import { codeOf } from '@handrail/errors';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, headLineOf } from '../../../../test-support/payload-report';
import { Client } from '../../src';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const require = createRequire(import.meta.url);
const rig = rigForFile();

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

/** A queue without workers: what a test has started there nobody takes up. */
const NOBODY = `nobody-${randomUUID()}`;

const zipped: PayloadCodec = {
  encode: async (payloads) =>
    payloads.map(({ data }) => ({ metadata: { encoding: encode('binary/zlib') }, data: deflateSync(data!) })),
  decode: async (payloads) =>
    payloads.map((payload) =>
      decode(payload.metadata!['encoding']!) === 'binary/zlib'
        ? { metadata: { encoding: encode('json/plain') }, data: inflateSync(payload.data!) }
        : payload,
    ),
};

const broken = (answer: (payloads: Payload[]) => unknown): PayloadCodec => ({
  encode: (payloads) => Promise.resolve(answer(payloads) as Payload[]),
  decode: async (payloads) => payloads,
});

describe('a codec that loses payloads', () => {
  it.each<[string, (payloads: Payload[]) => unknown]>([
    ['promises', (payloads) => payloads.map(async (payload) => payload)],
    ['nothing', () => undefined],
    ['too few', ([first]) => [first]],
    ['the bytes of WebCrypto', (payloads) => payloads.map((payload) => ({ ...payload, data: new ArrayBuffer(8) }))],
    [
      'a text as encoding',
      (payloads) => payloads.map((payload) => ({ ...payload, metadata: { encoding: 'binary/mine' } })),
    ],
  ])('is refused before anything is sent: %s', async (_, answer) => {
    const client = new Client({ connection: rig.connection, dataConverter: { payloadCodecs: [broken(answer)] } });
    const workflowId = `codec-${randomUUID()}`;
    const options = { taskQueue: rig.taskQueue, workflowId, args: ['a', 'b'] };
    const error = await failureOf(() => client.workflow.start('guarded', options));
    expect(headLineOf(error)).toMatch(
      /^\[HR3007\] Payload codec dataConverter\.payloadCodecs\[0\] was given 2 payloads of the start of workflow "guarded" to encode, and returned /,
    );
    const missing = await failureOf(() => rig.client.workflow.getHandle(workflowId).describe());
    expect(missing).toBeInstanceOf(WorkflowNotFoundError);
  });

  it('is told from one that works: the workflow gets its arguments', async () => {
    const client = new Client({ connection: rig.connection, dataConverter: { payloadCodecs: [zipped] } });
    const workflowId = `codec-${randomUUID()}`;
    const memo = { customer: 'c-1' };
    const handle = await client.workflow.start('guarded', { taskQueue: NOBODY, workflowId, memo });
    expect((await handle.describe()).memo).toEqual(memo);
    await handle.terminate();
    expect(warnings).toEqual([]);
  });
});

describe('a payload of a codec that the reader does not have', () => {
  it('is named with its encoding, in the error that the SDK throws', async () => {
    const writer = new Client({ connection: rig.connection, dataConverter: { payloadCodecs: [zipped] } });
    const workflowId = `codec-${randomUUID()}`;
    await writer.workflow.start('guarded', { taskQueue: NOBODY, workflowId, memo: { customer: 'c-1' } });
    const error = await failureOf(() => rig.client.workflow.getHandle(workflowId).describe());
    expect(error).toBeInstanceOf(ValueError);
    expect(codeOf(error)).toBe('HR3010');
    expect(error.message).toContain(
      '[HR3010] workflow.describe got a payload of encoding "binary/zlib", which its data converter cannot read.',
    );
    await rig.client.workflow.getHandle(workflowId).terminate();
  });
});

describe('a payload converter that knows some types only', () => {
  it('is named with the value that it has left out', async () => {
    const payloadConverterPath = require.resolve('../fixtures/converters/partial.cjs');
    const client = new Client({ connection: rig.connection, dataConverter: { payloadConverterPath } });
    const workflowId = `codec-${randomUUID()}`;
    const options = { taskQueue: rig.taskQueue, workflowId, args: [1n, 'b'] };
    const error = await failureOf(() => client.workflow.start('guarded', options));
    expect(headLineOf(error)).toBe(
      `[HR3009] The start of workflow "guarded" cannot be sent: toPayload of its payload converter (${payloadConverterPath}) returned undefined for args[1].`,
    );
  });
});
