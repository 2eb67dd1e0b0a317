import { type Guard, guardTable } from '@handrail/common/guards';
import { HandrailError } from '@handrail/errors';
import { Client as RawClient, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client, handrail } from '../../src';
import { type ClientDoor, createSchedule, DOORS } from '../support/doors';
import { ACTIVITY_ROWS, type GuardRow, WORKFLOW_ROWS } from '../support/guard-rows';
import { freshProcessState, type Warning } from '../support/process-state';
import { rigForFile } from '../support/rig';
import { recordCalls } from '../support/sent-calls';

const rig = rigForFile();

let connection: Connection;
let sent: string[];
let warnings: Warning[];

beforeAll(async () => {
  connection = await Connection.connect({ address: rig.address });
  sent = recordCalls(connection);
});
afterAll(() => connection.close());
beforeEach(() => {
  warnings = freshProcessState();
});

const CLIENTS = {
  'the mirrored Client': () => new Client({ connection }),
  'the raw Client with the plugin': () => new RawClient({ connection, plugins: [handrail()] }),
};

type Entry = { error?: unknown; codes: string[]; sent: string[] };

async function enter(door: ClientDoor, client: RawClient, row: GuardRow): Promise<Entry> {
  const id = `guarded-${randomUUID()}`;
  const attempt = { client, taskQueue: rig.taskQueue, id, options: row.options };
  if (door.reads.length > 0) await createSchedule({ ...attempt, client: new RawClient({ connection }) });
  sent.length = 0;
  let error: unknown;
  try {
    await door.enter(attempt);
  } catch (thrown) {
    error = thrown;
  }
  const calls = [...sent];
  if (door.kind === 'scheduledWorkflow') await cleanUp(id);
  const refused = HandrailError.isInstance(error) ? error.problems.map(({ code }) => String(code)) : [];
  return { error, codes: [...refused, ...warnings.map(({ code }) => String(code))], sent: calls };
}

async function cleanUp(scheduleId: string): Promise<void> {
  await new RawClient({ connection }).schedule
    .getHandle(scheduleId)
    .delete()
    .catch(() => undefined);
}

async function withoutGuard<T>(name: string, run: () => Promise<T>): Promise<T> {
  const table = guardTable as Guard[];
  const before = [...table];
  table.splice(0, table.length, ...before.filter((guard) => guard.name !== name));
  try {
    return await run();
  } finally {
    table.splice(0, table.length, ...before);
  }
}

function doorsOf(clientName: keyof typeof CLIENTS): [string, ClientDoor][] {
  // The SDK has no interceptor for a change of a schedule.
  const bare = clientName === 'the raw Client with the plugin';
  return Object.entries<ClientDoor>(DOORS).filter(([name]) => !(bare && name === 'ScheduleHandle.update'));
}

// What the SDK itself throws on before interceptors run.
function needsMirror(door: ClientDoor, { code, options }: GuardRow): boolean {
  if (code === 'HR2013') return door.kind !== 'standaloneActivity';
  return code === 'HR2010' && door.compiles && !('workflowRunTimeout' in options);
}

describe.each(Object.keys(CLIENTS) as (keyof typeof CLIENTS)[])('%s', (clientName) => {
  describe.each(doorsOf(clientName))('at %s', (doorName, door) => {
    const rows = door.kind === 'standaloneActivity' ? ACTIVITY_ROWS : WORKFLOW_ROWS;
    const rowsHere = rows.filter(
      (row) => !row.notAt?.includes(doorName) && (clientName === 'the mirrored Client' || !needsMirror(door, row)),
    );

    it.each(rowsHere.filter(({ outcome }) => outcome === 'refused').map((row) => [row.code, row.what, row] as const))(
      'refuses %s (%s) before anything is sent',
      async (code, _what, row) => {
        const entry = await enter(door, CLIENTS[clientName](), row);
        expect(entry.error).toSatisfy(HandrailError.isInstance);
        expect(entry.codes).toContain(code);
        expect(entry.sent).toEqual(door.reads);
      },
    );

    it.each(rowsHere.filter(({ outcome }) => outcome === 'warned').map((row) => [row.code, row.what, row] as const))(
      'warns of %s (%s) and goes on',
      async (code, _what, row) => {
        const entry = await enter(door, CLIENTS[clientName](), row);
        expect(entry.error).not.toSatisfy(HandrailError.isInstance);
        expect(entry.codes).toContain(code);
        expect(entry.sent.length).toBeGreaterThan(door.reads.length);
      },
    );

    it.each(rowsHere.map((row) => [row.code, row.what, row] as const))(
      'would be open without %s (%s): the guard is what stops it',
      async (code, _what, row) => {
        const entry = await withoutGuard(code, () => enter(door, CLIENTS[clientName](), row));
        expect(entry.codes).not.toContain(code);
      },
    );
  });
});

it.each(['action', 'spec', 'policies', 'scheduleId'])(
  'names a part of a schedule that cannot be read (HR2013): %s',
  async (field) => {
    const { schedule } = new Client({ connection });
    const options = {
      scheduleId: `unreadable-${randomUUID()}`,
      spec: {},
      action: { type: 'startWorkflow', workflowType: 'order', taskQueue: rig.taskQueue },
    } as const;
    sent.length = 0;
    const unreadable = Object.defineProperty({ ...options }, field, {
      enumerable: true,
      get() {
        throw new Error('settings are not loaded');
      },
    });
    await expect(schedule.create(unreadable)).rejects.toThrow(
      `[HR2013] Schedule "${field === 'scheduleId' ? 'undefined' : options.scheduleId}" has an option ${field} whose getter throws: settings are not loaded`,
    );
    expect(sent).toEqual([]);
  },
);
