// Nexus operations whose handlers are not there, do not know them, or fail.
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { all, isClosed, nightShifts } from '../../support/night-shift';
import { chargesAnsweredBy } from '../../support/nexus-service';
import { newQueue } from '../../support/server-rig';

const rigs = nightShifts({ others: ['../workflows/night-shift.ts', '../workflows/nexus.ts'] });

describe.concurrent.each(rigs)('nexus under %s', (_, rig) => {
  it('the handler throws again and again', async ({ expect }) => {
    const [queue, h] = [newQueue(), newQueue('handlers')];
    const endpoint = `endpoint-${randomUUID()}`;
    await rig.connection.operatorService.createNexusEndpoint({
      spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: h } } },
    });
    await rig.run(queue, { workflows: '../workflows/nexus.ts' });
    await rig.run(h, {
      workflows: false,
      nexusServices: [
        chargesAnsweredBy(async () => {
          throw new Error('ledger is down');
        }),
      ],
    });
    const id = await rig.start('callNexus', queue, {}, endpoint);
    await rig.until(
      id,
      'backing off',
      (description) =>
        (description.pendingNexusOperations?.[0]?.attempt ?? 0) >= 2 ||
        description.pendingNexusOperations?.[0]?.state === 2,
    );
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('nexus-pending');
    expect(all(explanation)).toContain('ledger is down');
  });

  it('a worker that has another service', async ({ expect }) => {
    const [queue, h] = [newQueue(), newQueue('handlers')];
    const endpoint = `endpoint-${randomUUID()}`;
    await rig.connection.operatorService.createNexusEndpoint({
      spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: h } } },
    });
    await rig.run(queue, { workflows: '../workflows/nexus.ts' });
    await rig.run(h, { workflows: false, nexusServices: [chargesAnsweredBy(async () => 'x', 'refunds')] });
    const id = await rig.start('callNexus', queue, {}, endpoint);
    await rig.until(id, 'the end', isClosed);
    const explanation = await rig.explain(id);
    expect(explanation.cause).toBe('closed-failed');
    expect(explanation.headline).toContain('Nexus operation "charges.charge" at endpoint');
    expect(explanation.remedy.map(({ command }) => command)).toContainEqual(expect.stringContaining('--event-id 4 '));
  });

  it('a parent of a child that waits for an endpoint nobody polls', async ({ expect }) => {
    const [queue, q2, h] = [newQueue(), newQueue(), newQueue('handlers')];
    const endpoint = `endpoint-${randomUUID()}`;
    await rig.connection.operatorService.createNexusEndpoint({
      spec: { name: endpoint, target: { worker: { namespace: 'default', taskQueue: h } } },
    });
    await rig.runNight(queue);
    await rig.run(q2, { workflows: '../workflows/nexus.ts' });
    const child = `child-${randomUUID()}`;
    const id = await rig.steps(queue, [{ do: 'child', name: 'callNexus', id: child, taskQueue: q2, args: [endpoint] }]);
    await rig.untilChildren(id);
    await rig.until(
      child,
      'op',
      (description) => (description.pendingNexusOperations?.length ?? 0) > 0 && description.pendingWorkflowTask == null,
    );
    const explanation = await rig.explain(id);
    expect(explanation).toMatchObject({ cause: 'child-blocked', path: [{}, { cause: 'nexus-pending' }] });
    expect(all(explanation)).toContain(h);
  });
});
