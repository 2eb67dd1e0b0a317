// Worker versions: current, ramping, pinned, drained, and nobody's.
import { setTimeout as wait } from 'node:timers/promises';
import { isActivity } from '../../support/server-rig';
import { STARTED } from '../../support/night-shift';
import { watch } from '../../support/dawn-watch';
import { Deployment, retrying } from '../../support/deployment';

watch({
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
});
