// Worker versions: current, ramping, pinned, drained, and nobody's.
import { setTimeout as wait } from 'node:timers/promises';
import { isActivity } from '../../support/server-rig';
import { SCHEDULED, STARTED } from '../../support/night-shift';
import { watch } from '../../support/dawn-watch';
import { Deployment, retrying } from '../../support/deployment';

watch({
  'pinned to a version whose workers were killed, while the current one is polled': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.waits(await deployment.begin());
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.client.workflow.getHandle(id).signal('approved');
      await dawn.untilGone();
      return id;
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
    remedy: /temporal workflow update-options/,
    frees: /auto_upgrade/,
  },
  'healthy: it moved to the current version when its own was killed': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('1.0');
      const id = await deployment.waits(await deployment.begin());
      await deployment.serve('2.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.client.workflow.getHandle(id).signal('approved');
      await dawn.untilGone();
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'the current version is polled by nobody': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('2.0', { ignoreMissingTaskQueues: true, allowNoPollers: true });
      return await deployment.begin();
    },
    // That version was never seen on this queue, so that none is current there.
    cause: 'version-unpolled',
    healthy: false,
    says: ['none is current', '1.0'],
    remedy: /set-current-version/,
    frees: /set-current-version/,
  },
  'workers poll as a version, and none is current': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await retrying(async () => {
        await dawn.connection.workflowService.describeWorkerDeployment({
          namespace: 'default',
          deploymentName: deployment.queue,
        });
      });
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
    remedy: /set-current-version/,
    frees: /set-current-version/,
  },
  'all is ramped to a version that nobody runs': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      const ramped = await deployment.spawn('2.0');
      await deployment.setRamping('2.0', 100);
      await ramped.kill();
      await dawn.untilGone();
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['2.0'],
    remedy: /set-ramping-version|set-current-version/,
    frees: /set-ramping-version/,
  },
  'all is ramped to workers without a version, and there are none': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      await deployment.setRamping('', 100);
      const id = await deployment.begin();
      await wait(15_000);
      return id;
    },
    cause: 'version-unpolled',
    healthy: false,
    remedy: /set-ramping-version|set-current-version/,
    frees: /set-ramping-version/,
  },
  'healthy: all is ramped to workers without a version, and there is one': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await dawn.serve(deployment.queue);
      await deployment.setCurrent('1.0');
      await deployment.setRamping('', 100);
      return await deployment.waits(await deployment.begin());
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'pinned by hand to a version that never was': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      return await deployment.begin('awaitApproval', [], {
        versioningOverride: { pinnedTo: { deploymentName: deployment.queue, buildId: '0.9' } },
      });
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['0.9'],
    remedy: /temporal workflow update-options/,
    frees: /auto_upgrade/,
  },
  'healthy: pinned to an old version that is still polled': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.waits(await deployment.begin());
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      return id;
    },
    cause: 'signal-wait',
    healthy: true,
  },
  'an activity of a pinned workflow, whose version nobody runs any more': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.begin('runActivity', [
        'fail',
        { retry: { initialInterval: '20 seconds', backoffCoefficient: 1 } },
      ]);
      await dawn.until(id, 'a failed attempt', isActivity(SCHEDULED, 2));
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      await old.kill();
      await dawn.untilGone();
      return id;
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
  },
  'healthy: an activity of a pinned workflow on its old version works': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      await deployment.serve('1.0');
      await deployment.setCurrent('1.0');
      const id = await deployment.begin('runActivity', ['beat', { heartbeatTimeout: '10 seconds' }]);
      await dawn.until(id, 'its activity', isActivity(STARTED));
      await deployment.serve('2.0');
      await deployment.setCurrent('2.0');
      return id;
    },
    cause: 'activity-running',
    healthy: true,
  },
  'workers without a version poll, and the current version is one that nobody runs': {
    arrange: async (dawn) => {
      const deployment = new Deployment(dawn);
      const old = await deployment.spawn('1.0', 'AUTO_UPGRADE');
      await deployment.setCurrent('1.0');
      await dawn.serve(deployment.queue);
      await old.kill();
      await dawn.untilGone();
      return await deployment.begin();
    },
    cause: 'version-unpolled',
    healthy: false,
    says: ['1.0'],
    remedy: /set-current-version/,
    frees: /--unversioned/,
  },
});
