import { codeOf } from '@handrail/errors';
import { ActivityCompletionError, ActivityNotFoundError, Client as RawClient, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { AsyncCompletionClient, Client } from '../../../src';
import { freshProcessState } from '../../support/process-state';
import { expectEnriched, failureOf, headLineOf, rawHead, reportCases } from '../../support/raw-errors';

const report = reportCases('completion');

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});
afterAll(async () => {
  await connection.close();
});
beforeEach(() => {
  freshProcessState();
});

const clients = () => ({
  raw: new RawClient({ connection }).activity,
  ours: new Client({ connection }).activity,
  alone: new AsyncCompletionClient({ connection }),
});

describe('a report on an activity', () => {
  it('by a token that is none names its size, and how to keep one (HR4051)', async () => {
    const { raw, ours, alone } = clients();
    const token = new TextEncoder().encode('token');
    const before = await failureOf(() => raw.complete(token, 'done'));
    for (const client of [ours, alone]) {
      const after = await failureOf(() => client.complete(token, 'done'));
      expectEnriched(
        after,
        before,
        'HR4051',
        'activity.complete was given a task token of 5 bytes that the server cannot read: Error deserializing task token.',
      );
      expect(after).toBeInstanceOf(ActivityCompletionError);
      report({ mistake: 'a task token that is none', raw: rawHead(before), ours: headLineOf(after) });
    }
    expect(headLineOf(await failureOf(() => ours.heartbeat(new Uint8Array())))).toMatch(
      /^\[HR4051\] activity\.heartbeat was given a task token of 0 bytes/,
    );
  });

  it('that is not open names it (HR4050)', async () => {
    const { raw, ours } = clients();
    const ids = { workflowId: `ghost-${randomUUID()}`, activityId: '1' };
    for (const name of ['complete', 'heartbeat', 'reportCancellation'] as const) {
      const before = await failureOf(() => raw[name](ids, 'done'));
      const after = await failureOf(() => ours[name](ids, 'done'));
      expectEnriched(
        after,
        before,
        'HR4050',
        `activity.${name} found no open activity "1" of workflow "${ids.workflowId}".`,
      );
      expect(after).toBeInstanceOf(ActivityNotFoundError);
      report({
        mistake: `activity.${name} of an activity that is not open`,
        raw: rawHead(before),
        ours: headLineOf(after),
      });
    }
    expect(codeOf(await failureOf(() => ours.fail(ids, new Error('no'))))).toBe('HR4050');
  });

  it('in a namespace that does not exist names that (HR4004)', async () => {
    const client = new Client({ connection, namespace: 'defalt' });
    const error = await failureOf(() => client.activity.complete({ workflowId: 'x', activityId: '1' }, 'done'));
    expect(headLineOf(error)).toMatch(/^\[HR4004\] .* Did you mean "default"\?$/);
  });
});
