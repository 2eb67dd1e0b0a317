// What is read of a task queue, by the numbers of Temporal's API, which are permanent.
import { time, version } from './shapes';
import { shape } from './wire-format';

/** An answer to the question for a task queue. */
export const queueDescription = shape({
  pollers: [
    1,
    shape({
      lastAccessTime: [1, time],
      identity: [2, 'text'],
      ratePerSecond: [3, 'double'],
      workerVersionCapabilities: [
        4,
        shape({ buildId: [1, 'text'], useVersioning: [2, 'flag'], deploymentSeriesName: [4, 'text'] }),
      ],
      deploymentOptions: [
        5,
        shape({ deploymentName: [1, 'text'], buildId: [2, 'text'], workerVersioningMode: [3, 'whole'] }),
      ],
    }),
    'many',
  ],
  versioningInfo: [
    4,
    shape({
      rampingVersionPercentage: [3, 'float'],
      currentDeploymentVersion: [7, version],
      rampingDeploymentVersion: [9, version],
    }),
  ],
  stats: [
    5,
    shape({
      approximateBacklogCount: [1, 'whole'],
      approximateBacklogAge: [2, time],
      tasksAddRate: [3, 'float'],
      tasksDispatchRate: [4, 'float'],
    }),
  ],
  effectiveRateLimit: [7, shape({ requestsPerSecond: [1, 'float'], rateLimitSource: [2, 'whole'] })],
});
