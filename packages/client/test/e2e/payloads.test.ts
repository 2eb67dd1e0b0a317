import { codeOf, HandrailError } from '@handrail/errors';
import { Client as RawClient } from '@temporalio/client';
import { ValueError } from '@temporalio/common';
import { randomUUID } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf, headLineOf, rawHead, reportPayloadCases } from '../../../../test-support/payload-report';
import { Client } from '../../src';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';

const rig = rigForFile();
const report = reportPayloadCases('client');

let warnings: Warning[];
beforeEach(() => {
  warnings = freshProcessState();
});

const MEBIBYTE = 1_048_576;

/** Every door of a client through which values go, with the name of what it sends. */
function doorsOf(
  client: RawClient | Client,
): [door: string, path: string, send: (value: unknown) => Promise<unknown>][] {
  const { taskQueue } = rig;
  const options = () => ({ taskQueue, workflowId: `payload-${randomUUID()}` });
  const handle = () => client.workflow.getHandle(`ghost-${randomUUID()}`);
  const schedule = (action: object, memo?: Record<string, unknown>) =>
    client.schedule
      .create({
        scheduleId: `payload-${randomUUID()}`,
        spec: {},
        action: { type: 'startWorkflow', workflowType: 'guarded', taskQueue, ...action } as never,
        ...(memo && { memo }),
      })
      .then((created) => created.delete());
  return [
    ['workflow.start', 'args[0]', (value) => client.workflow.start('guarded', { ...options(), args: [value] })],
    [
      'workflow.start, second argument',
      'args[1]',
      (value) => client.workflow.start('guarded', { ...options(), args: ['a', value] }),
    ],
    ['workflow.execute', 'args[0]', (value) => client.workflow.execute('guarded', { ...options(), args: [value] })],
    [
      'workflow.start, memo',
      'memo.order',
      (value) => client.workflow.start('guarded', { ...options(), memo: { order: value } }),
    ],
    [
      'workflow.signalWithStart',
      'signalArgs[0]',
      (value) => client.workflow.signalWithStart('guarded', { ...options(), signal: 'nudge', signalArgs: [value] }),
    ],
    ['handle.signal', 'args[0]', (value) => handle().signal('nudge', value)],
    ['handle.query', 'args[0]', (value) => handle().query('state', value)],
    ['handle.executeUpdate', 'args[0]', (value) => handle().executeUpdate('ping', { args: [value] })],
    ['schedule.create', 'action.args[0]', (value) => schedule({ args: [value] })],
    ['schedule.create, memo of the action', 'action.memo.order', (value) => schedule({ memo: { order: value } })],
    ['schedule.create, memo', 'memo.order', (value) => schedule({}, { order: value })],
  ];
}

describe('a value that cannot be serialised', () => {
  it('is named at every door, in the error that the SDK throws', async () => {
    const raw = doorsOf(new RawClient({ connection: rig.connection }));
    const ours = doorsOf(new Client({ connection: rig.connection }));
    for (const [index, [door, path, send]] of ours.entries()) {
      const value = { items: [{ sku: '4111111111111111', price: 3n }] };
      const [rawError, error] = [await failureOf(() => raw[index]![2](value)), await failureOf(() => send(value))];
      expect(error, door).toBeInstanceOf(ValueError);
      expect(error.message.split('\n', 1)[0]).toBe(rawError.message);
      expect(codeOf(error), door).toBe('HR3001');
      expect(headLineOf(error), door).toMatch(
        new RegExp(` cannot be serialised: ${escaped(path)}\\.items\\[0\\]\\.price: bigint\\.$`),
      );
      expect(error.message).toContain('send a bigint as a string');
      expect(error.message).not.toContain('4111111111111111');
      report({ mistake: `bigint: ${door}`, raw: rawHead(rawError), ours: headLineOf(error) });
    }
  });

  it('is named whatever is wrong with it', async () => {
    const { workflow } = new Client({ connection: rig.connection });
    const circle: Record<string, unknown> = {};
    circle['lines'] = [{ order: circle }];
    for (const [value, expected] of [
      [circle, 'args[0].lines[0].order: a circular reference to args[0]'],
      [
        {
          get total() {
            throw new Error('no');
          },
        },
        'args[0].total: a getter that throws',
      ],
      [
        {
          total: {
            toJSON() {
              throw new Error('no');
            },
          },
        },
        'args[0].total: an object whose toJSON throws',
      ],
    ] as const) {
      const error = await failureOf(() => workflow.start('guarded', { ...target(), args: [value] }));
      expect(headLineOf(error)).toBe(`[HR3001] The start of workflow "guarded" cannot be serialised: ${expected}.`);
    }
  });

  it('is refused where the SDK sends a payload that nobody can read', async () => {
    const raw = new RawClient({ connection: rig.connection });
    const { workflow } = new Client({ connection: rig.connection });
    const args = [() => 1];
    const sent = await raw.workflow.start('guarded', { ...target(), args } as never);
    await sent.terminate();
    const error = await failureOf(() => workflow.start('guarded', { ...target(), args }));
    expect(error).toSatisfy(HandrailError.isInstance);
    expect(headLineOf(error)).toBe(
      '[HR3001] The start of workflow "guarded" cannot be serialised: args[0]: a function.',
    );
    report({
      mistake: 'a function as an argument',
      raw: 'none: the receiver fails with "Unexpected end of JSON input"',
      ours: headLineOf(error),
    });
  });
});

describe('a value that changes on its way', () => {
  it('is logged once for each call site, and sent', async () => {
    const { workflow } = new Client({ connection: rig.connection });
    for (let count = 0; count < 2; count++) {
      await workflow.start('guarded', { ...target(), args: [{ placedAt: new Date(0), tags: new Set(['a']) }] });
    }
    expect(warnings.map(({ message }) => message.split('\n', 1)[0])).toEqual([
      '[HR3005] The start of workflow "guarded" does not arrive as it is sent: args[0].placedAt is a Date and arrives as a string; args[0].tags is a Set and arrives as {}.',
    ]);
    report({
      mistake: 'a Date and a Set as arguments',
      raw: 'none: they arrive as a string and {}',
      ours: warnings[0]!.message.split('\n', 1)[0]!,
    });
  });

  it('is not spoken of where it is plain JSON, bytes, or absent', async () => {
    const { workflow } = new Client({ connection: rig.connection });
    await workflow.start('guarded', {
      ...target(),
      args: [{ id: 'o1', note: undefined, lines: [] }, new Uint8Array(3), undefined],
    });
    expect(warnings).toEqual([]);
  });
});

describe('a value that is too large', () => {
  it('is refused before it is sent, with the part that makes it so, at every door', async () => {
    const raw = doorsOf(new RawClient({ connection: rig.connection }));
    for (const [index, [door, path, send]] of doorsOf(new Client({ connection: rig.connection })).entries()) {
      const value = { id: 'o1', photo: 'x'.repeat(3 * MEBIBYTE) };
      const error = await failureOf(() => send(value));
      expect(codeOf(error), door).toBe('HR3002');
      expect(headLineOf(error), door).toMatch(/ has a payload of 3 MiB, over the limit of 2 MiB that servers have: /);
      expect(headLineOf(error), door).toContain(`: ${path}.photo is a string of 3,145,728 characters (3 MiB).`);
      if (index === 0)
        report({
          mistake: '3 MiB argument',
          raw: rawHead(await failureOf(() => raw[index]![2](value))),
          ours: headLineOf(error),
        });
    }
  });

  it('is judged as the server does, by all arguments together', async () => {
    const { workflow } = new Client({ connection: rig.connection });
    const args = [{ a: 'x'.repeat(1.2 * MEBIBYTE) }, { b: 'y'.repeat(MEBIBYTE) }];
    const error = await failureOf(() => workflow.start('guarded', { ...target(), args }));
    expect(headLineOf(error)).toMatch(
      /: args\[0\] is an object of 1 fields \(1\.2 MiB\); args\[1\] is an object of 1 fields \(1 MiB\)\.$/,
    );
  });

  it('passes just below the limit, on our side and on the server', async () => {
    const { workflow } = new Client({ connection: rig.connection });
    await workflow.execute('guarded', { ...target(), args: ['x'.repeat(2 * MEBIBYTE - 200)] });
    expect(warnings.map(({ code }) => code)).toEqual(['HR3006']);
  });

  it('is measured after codecs', async () => {
    const payloadCodecs = [
      {
        encode: async (payloads: never[]) =>
          payloads.map((payload: { data: Uint8Array }) => ({ ...payload, data: deflateSync(payload.data) })) as never,
        decode: async (payloads: never[]) =>
          payloads.map((payload: { data: Uint8Array }) => ({ ...payload, data: inflateSync(payload.data) })) as never,
      },
    ];
    const client = new Client({ connection: rig.connection, dataConverter: { payloadCodecs } });
    const handle = await client.workflow.start('guarded', { ...target(), args: ['x'.repeat(3 * MEBIBYTE)] });
    await handle.terminate();
    expect(warnings).toEqual([]);
  });

  it('follows the policy, and only warns in mode warn', async () => {
    const limited = { payload: { warnAbove: '1 KiB', refuseAbove: '4 KiB' } } as const;
    const args = ['x'.repeat(8_000)];
    const strict = new Client({ connection: rig.connection, policy: limited });
    const error = await failureOf(() => strict.workflow.start('guarded', { ...target(), args }));
    expect(headLineOf(error)).toContain(
      'over the limit of 4 KiB (payload.refuseAbove of the policy): args[0] is a string of 8,000 characters',
    );
    const lenient = new Client({ connection: rig.connection, policy: { ...limited, mode: 'warn' } });
    await lenient.workflow.start('guarded', { ...target(), args });
    // The worker, which takes the workflow meanwhile, may tell that its policy is another one (HR5002).
    expect(warnings.map(({ code }) => code).filter((code) => code !== 'HR5002')).toEqual(['HR3002']);
  });
});

it('explains what an update of a schedule cannot send', async () => {
  const client = new Client({ connection: rig.connection });
  const action = { type: 'startWorkflow', workflowType: 'guarded', taskQueue: rig.taskQueue } as const;
  const handle = await client.schedule.create({ scheduleId: `payload-${randomUUID()}`, spec: {}, action });
  const update = (args: unknown[]) =>
    handle.update((before) => ({ ...before, action: { ...before.action, args } as never }));
  expect(headLineOf(await failureOf(() => update([{ price: 1n }])))).toMatch(
    / cannot be serialised: action\.args\[0\]\.price: bigint\.$/,
  );
  expect(codeOf(await failureOf(() => update(['x'.repeat(3 * MEBIBYTE)])))).toBe('HR3002');
  await update([{ price: '1' }]);
  await handle.delete();
});

const target = () => ({ taskQueue: rig.taskQueue, workflowId: `payload-${randomUUID()}` });

function escaped(path: string): string {
  return path.replaceAll(/[[\].]/g, String.raw`\$&`);
}
