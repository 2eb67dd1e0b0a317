// Our packages resolve one version of the SDK, and refuse a client of another. Here the interceptors themselves are put
// into a client of the oldest supported release, which calls them by itself. (Two releases that share a copy of protobufjs
// cannot even be loaded into one process, so the one in between is not tested here; its interceptors are the same.)
import { codeOf } from '@handrail/errors';
import { resolvePolicy } from '@handrail/common/host';
import type * as sdk from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { withInterceptors } from '../../src/internal/client-interceptors';
import { openDoor } from '../../src/internal/door';
import { guardScheduleClient } from '../../src/internal/guard-schedule-client';
import { guardWorkflowClient } from '../../src/internal/guard-workflow-client';
import { type ClientDoor, createSchedule, DOORS } from '../support/doors';
import { freshProcessState } from '../support/process-state';
import { recordCalls } from '../support/sent-calls';

const requireOld = createRequire(new URL('../../../../compatibility/package.json', import.meta.url));

describe('a client of SDK 1.22', () => {
  const old = requireOld('@sdk-1.22/client') as typeof sdk;
  let connection: sdk.Connection;
  let client: sdk.Client;
  let sent: string[];

  beforeAll(async () => {
    connection = await old.Connection.connect({ address: inject('temporalAddress') });
    sent = recordCalls(connection);
    const door = openDoor(resolvePolicy(), { connection });
    client = new old.Client({ connection, interceptors: withInterceptors(door) });
    guardWorkflowClient(client.workflow, door);
    guardScheduleClient(client.schedule, door);
  });
  afterAll(() => connection.close());
  beforeEach(() => {
    freshProcessState();
  });

  it.each(Object.entries<ClientDoor>(DOORS))('is guarded at %s', async (_name, door) => {
    const options =
      door.kind === 'standaloneActivity' ? { heartbeatTimeout: '5 minutes' } : { workflowRunTimeout: '1h' };
    const attempt = { client, taskQueue: `queue-${randomUUID()}`, id: `old-${randomUUID()}`, options };
    if (door.reads.length > 0) await createSchedule(attempt);
    sent.length = 0;
    const error: unknown = await door.enter(attempt).catch((thrown: unknown) => thrown);
    expect(codeOf(error)).toBe(door.kind === 'standaloneActivity' ? 'HR2006' : 'HR2003');
    expect(sent).toEqual(door.reads);
    if (door.reads.length > 0) await client.schedule.getHandle(attempt.id).delete();
  });

  it.each(['start', 'execute', 'signalWithStart', 'startUpdateWithStart', 'executeUpdateWithStart'] as const)(
    'reports a bad duration by its field at %s',
    async (name) => {
      const attempt = { client, taskQueue: 'queue', id: `old-${randomUUID()}`, options: { startDelay: '3 weekz' } };
      await expect(DOORS[name].enter(attempt)).rejects.toThrow(
        '[HR2010] Workflow "guarded" has startDelay: \'3 weekz\'',
      );
    },
  );

  it('starts workflows with the default run timeout', async () => {
    const attempt = { client, taskQueue: `queue-${randomUUID()}`, id: `old-${randomUUID()}`, options: {} };
    await DOORS.start.enter(attempt);
    const handle = client.workflow.getHandle(attempt.id);
    const { raw } = await handle.describe();
    expect(Number(raw.executionConfig?.workflowRunTimeout?.seconds)).toBe(21 * 86_400);
    await handle.terminate();
  });
});
