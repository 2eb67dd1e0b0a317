import type { RepairPlan } from '@handrail/operations';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRepairPlan, requireNamespaceOf } from '../../src/internal/repair-plan-file';

const run = { workflowId: 'order-17', runId: 'r', workflowType: 'order', headline: '', repeats: ['charge'] };
const activity = { activityId: '1', activityType: 'charge' };
const plan: RepairPlan = {
  schema: 'handrail.repair-plan/1',
  namespace: 'payments',
  intent: {},
  includesTerminated: false,
  repairs: [
    { ...run, cause: 'closed-failed', actions: [{ kind: 'reset-workflow', eventId: 4 }] },
    { ...run, cause: 'backoff', actions: [{ kind: 'reset-activity', ...activity }] },
    { ...run, cause: 'activity-paused', actions: [{ kind: 'unpause-activity', ...activity }] },
    { ...run, cause: 'activity-silent', actions: [{ kind: 'end-attempt', ...activity }] },
    { ...run, cause: 'workflow-paused', actions: [{ kind: 'unpause-workflow' }] },
    { ...run, cause: 'signal-wait', actions: [{ kind: 'signal', name: 'approve' }] },
  ],
  refused: [{ workflowId: 'order-18', cause: 'deadlock', why: 'it goes on by itself' }],
  examined: 7,
  notExamined: ['the rest'],
};
const intents: RepairPlan['intent'][] = [
  { before: { buildId: '1.4.1' } },
  { before: { time: '2026-03-01T12:00:00Z' } },
  { signal: { name: 'approve' } },
  { signal: { name: 'approve', args: [{ by: 'anna' }] } },
];

async function read(text: string) {
  const path = join(await mkdtemp(join(tmpdir(), 'handrail-plan-')), 'plan.json');
  await writeFile(path, text);
  return await readRepairPlan(path);
}

/** Every value with each of its parts in turn left out or of another kind. */
function spoilt(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [typeof value === 'string' ? 17 : 'x'];
  const isList = Array.isArray(value);
  const parts = Object.entries(value).flatMap(([key, part]) =>
    spoilt(part).map((other) => (isList ? value.with(Number(key), other) : { ...value, [key]: other })),
  );
  const without = isList
    ? []
    : Object.keys(value).map((left) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== left)));
  return [null, 'x', ...without, ...parts];
}

const UNFIT = /cannot be used \(it is not what handrail repair --json prints without --apply\)/;

describe('a plan that a dry run has printed', () => {
  it('is read as it is, with what a later version may add', async () => {
    const text = JSON.stringify({ ...plan, repeated: [] });
    expect(await read(text)).toEqual(JSON.parse(text));
    for (const intent of intents) expect((await read(JSON.stringify({ ...plan, intent }))).intent).toEqual(intent);
  });

  it('is refused where any part of it is missing or of another kind', async () => {
    const intended = intents.slice(0, 3).flatMap((intent) => {
      const [[kind, value] = []] = Object.entries(intent);
      return spoilt(value).map((other) => ({ ...plan, intent: { [String(kind)]: other } }));
    });
    const all = [...spoilt(plan), ...intended];
    expect(all.length).toBeGreaterThan(100);
    for (const each of all) await expect(read(JSON.stringify(each)), JSON.stringify(each)).rejects.toThrow(UNFIT);
  });

  it('may say what else is asked for again, as texts', async () => {
    const [repair] = plan.repairs;
    const calling = (calls: unknown) => JSON.stringify({ ...plan, repairs: [{ ...repair, calls }] });
    expect((await read(calling(['child workflow "ship"']))).repairs[0]?.calls).toEqual(['child workflow "ship"']);
    for (const calls of ['ship', [17], {}]) await expect(read(calling(calls))).rejects.toThrow(UNFIT);
  });

  it('is refused where an action is none that is known', async () => {
    for (const kind of ['terminate', 'toString', '__proto__']) {
      const repairs = [{ ...run, cause: 'backoff', actions: [{ kind }] }];
      await expect(read(JSON.stringify({ ...plan, repairs }))).rejects.toThrow(UNFIT);
    }
  });

  it('is refused in another namespace, and where it is no JSON', async () => {
    requireNamespaceOf(plan, 'plan.json', 'payments');
    expect(() => requireNamespaceOf(plan, 'plan.json', 'default')).toThrow(
      '--plan plan.json cannot be used (it was made for namespace "payments", and this is "default")',
    );
    await expect(read('repair')).rejects.toThrow('cannot be used (it is not JSON)');
  });
});

describe('a plan as other programs write files', () => {
  const written = async (bytes: Uint8Array | string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'handrail-plan-')), 'plan.json');
    await writeFile(path, bytes);
    return readRepairPlan(path);
  };
  const text = JSON.stringify(plan, null, 2).replaceAll('\n', '\r\n');

  it.each([
    ['with a mark in front', Buffer.from(`\uFEFF${text}`)],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('is read %s', async (_name, bytes) => {
    expect(await written(bytes)).toEqual(plan);
  });

  it('is told from one that is cut off or empty', async () => {
    await expect(written(text.slice(0, 500))).rejects.toThrow('cannot be used (it is not JSON: its end is missing)');
    await expect(written('\r\n')).rejects.toThrow('cannot be used (it is empty)');
  });
});
