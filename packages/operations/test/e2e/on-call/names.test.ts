// Workers that poll nearly the right place.
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, inject, it } from 'vitest';
import { all, nightShifts, SCHEDULED } from '../../support/night-shift';
import { isActivity, newQueue } from '../../support/server-rig';

describe.concurrent.each(nightShifts())('names that %s was given', (_, rig) => {
  describe.concurrent('of queues', () => {
    it.for([
      ['a space behind it', (name: string) => `${name} `],
      ['an underscore for a hyphen', (name: string) => name.replace('-', '_')],
      ['a letter too many', (name: string) => `${name}s`],
      ['its environment in front', (name: string) => `prod-${name}`],
    ] as const)('an activity on one with %s', async ([, change], { expect }) => {
      const queue = newQueue('payments');
      await rig.runOnCall(queue);
      const id = await rig.steps(queue, [{ do: 'activity', name: 'work', taskQueue: change(queue) }]);
      await rig.until(id, 'its activity', isActivity(SCHEDULED));
      const explanation = await rig.explain(id);
      expect(explanation.cause).toBe('no-activity-worker');
      expect(all(explanation)).toContain(`was "${queue}" meant`);
    });

    it('a child on one with a space behind it', async ({ expect }) => {
      const queue = newQueue('payments');
      await rig.runOnCall(queue);
      const child = `child-${randomUUID()}`;
      const id = await rig.steps(queue, [
        { do: 'child', name: 'steps', id: child, taskQueue: `${queue} `, args: [[]] },
      ]);
      await rig.untilChildren(id);
      const explanation = await rig.explain(id);
      expect(explanation).toMatchObject({ cause: 'child-blocked', path: [{}, { cause: 'no-workflow-worker' }] });
      expect(all(explanation)).toContain(`"${queue}"`);
    });
  });

  describe.concurrent('of namespaces', () => {
    it('a worker in another one', { timeout: 120_000 }, async ({ expect }) => {
      const namespace = `other-${randomUUID()}`;
      await rig.connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
      });
      const queue = newQueue();
      const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
      for (let tries = 0; ; tries++) {
        try {
          await rig.run(queue, { workflows: '../workflows/on-call.ts', namespace, connection });
          break;
        } catch (error) {
          // The server learns of a namespace some time later.
          if (tries > 60) throw error;
          await wait(500);
        }
      }
      const id = await rig.steps(queue, []);
      expect((await rig.explain(id)).cause).toBe('no-workflow-worker');
    });
  });
});
