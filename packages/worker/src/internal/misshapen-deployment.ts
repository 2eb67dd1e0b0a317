import { badValue, misspeltOptions, readField } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';
import { badWord } from './worker-option-values';

const FIELD = 'workerDeploymentOptions';
const TABLE = {
  names: ['version', 'useWorkerVersioning', 'defaultVersioningBehavior'],
  meant: {
    useVersioning: 'useWorkerVersioning',
    versioning: 'useWorkerVersioning',
    buildId: 'version.buildId',
    deploymentName: 'version.deploymentName',
    versioningBehavior: 'defaultVersioningBehavior',
  },
};

const BEHAVIORS = ['PINNED', 'AUTO_UPGRADE'];

/** What of a worker's version the server would not take, or nobody would read (HR2014, HR2012). */
export function badDeployment(subject: string, options: WorkerOptions): Problem[] {
  const given: unknown = options.workerDeploymentOptions;
  if (given == null) return [];
  if (typeof given !== 'object')
    return [badValue(subject, FIELD, given, 'is no object with version, useWorkerVersioning and more')];
  const misspelt = misspeltOptions(subject, given, TABLE, `${FIELD}.`);
  return [
    ...misspelt,
    ...badVersion(subject, readField(given, 'version')),
    ...(misspelt.length > 0 ? [] : undecided(subject, given)),
    ...superseded(subject, options, readField(readField(given, 'version'), 'buildId')),
  ];
}

function badVersion(subject: string, version: unknown): Problem[] {
  if (typeof version !== 'object' || version === null) {
    const reason = "is not a version: give both names, { deploymentName: 'orders', buildId: '1.0' }";
    return [badValue(subject, `${FIELD}.version`, version, reason)];
  }
  const names = version as Readonly<Record<string, unknown>>;
  return ['deploymentName', 'buildId'].flatMap((name) => {
    const value = names[name];
    if (typeof value === 'string' && value !== '') return [];
    const reason =
      typeof value === 'number'
        ? `is not a text: ${name}: '${value}'`
        : 'is not a name: a version has both, { deploymentName, buildId }';
    return [badValue(subject, `${FIELD}.version.${name}`, value, reason)];
  });
}

function undecided(subject: string, given: object): Problem[] {
  const useWorkerVersioning = readField(given, 'useWorkerVersioning');
  const behavior = readField(given, 'defaultVersioningBehavior');
  if (useWorkerVersioning === false && behavior == null) return [];
  if (useWorkerVersioning === true) return badWord(subject, `${FIELD}.defaultVersioningBehavior`, behavior, BEHAVIORS);
  if (useWorkerVersioning === false) {
    const unread = 'is not read without useWorkerVersioning: true: the worker takes tasks of every version';
    const problem = badValue(subject, `${FIELD}.defaultVersioningBehavior`, behavior, unread);
    return [{ ...problem, disposition: 'warn' }];
  }
  const reason =
    'is neither true nor false: without it the worker has no version, and takes tasks of every one of them; false is for a worker that only reports its version';
  const problem = badValue(subject, `${FIELD}.useWorkerVersioning`, useWorkerVersioning, reason);
  // Such a worker runs without us.
  return [{ ...problem, disposition: 'warn' }];
}

/** Options of the versioning before deployments, which the core does not read beside these. One that says the same does no harm. */
function superseded(subject: string, options: WorkerOptions, buildIdOfVersion: unknown): Problem[] {
  const { buildId, useVersioning } = options as { readonly buildId?: unknown; readonly useVersioning?: unknown };
  const reason = `is not read beside ${FIELD}, whose version counts`;
  return [
    ...(buildId == null || buildId === buildIdOfVersion ? [] : [badValue(subject, 'buildId', buildId, reason)]),
    ...(useVersioning === true ? [badValue(subject, 'useVersioning', useVersioning, reason)] : []),
  ].map((problem) => ({ ...problem, disposition: 'warn' as const }));
}
