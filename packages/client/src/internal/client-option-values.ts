import { badDataConverter, badValue, hideSecrets, isClass, misspeltMethods, showValue } from '@handrail/common/host';
import { HR2014, HR2018, type Problem } from '@handrail/errors';
import { type ClientOptions, QueryRejectCondition } from '@temporalio/client';
import { interceptorMethods } from './checked-interceptors';

const KINDS = ['workflow', 'schedule', 'activity', 'nexus'] as const;

/** What of a client's interceptors and codecs the SDK would fail on in the middle of a call, or never call. */
export function badClientValues(subject: string, options: ClientOptions): Problem[] {
  const { interceptors, dataConverter, connection, namespace, workflow } = options;
  // `new Client(connection)`: the client would connect to localhost, and nobody would learn why.
  if (isConnection(options)) {
    const reason = 'is the value of an option, and not the options: pass { connection }';
    return [HR2014.problem({ subject, field: 'options', value: 'a connection', reason })];
  }
  // As clients took it before the first stable release, and old tutorials show it.
  if ('startWorkflowExecution' in options) {
    const reason = 'is a part of a connection, and not the options: pass { connection }';
    return [HR2014.problem({ subject, field: 'options', value: 'a service', reason })];
  }
  if (Array.isArray(interceptors)) {
    const reason = 'is a list: say what they intercept, { workflow: [ … ] }, or schedule, activity, nexus';
    return [HR2014.problem({ subject, field: 'interceptors', value: 'an array', reason })];
  }
  const given = KINDS.flatMap((kind) => {
    const list: unknown = interceptors?.[kind];
    return list == null ? [] : [{ path: `interceptors.${kind}`, kind, list }];
  });
  const lists = given.flatMap(({ list, ...rest }) =>
    Array.isArray(list) ? [{ ...rest, list: list as readonly unknown[] }] : [],
  );
  return [
    ...given
      .filter(({ kind, list }) => !Array.isArray(list) && !(kind === 'workflow' && isFactories(list)))
      .map(({ path, list }) => badValue(subject, path, list, 'is not a list of interceptors')),
    ...lists.flatMap(({ path, kind, list }) =>
      list.flatMap((interceptor, index) => {
        const field = `${path}[${index}]`;
        if (typeof interceptor !== 'object' || interceptor === null)
          return [badValue(subject, field, interceptor, notAnInterceptor(interceptor))];
        return uncalledMethods(subject, interceptor, kind, field);
      }),
    ),
    ...badDataConverter(subject, dataConverter),
    ...badConnection(subject, connection),
    ...badNamespace(subject, namespace),
    ...badIdentity(subject, options.identity),
    ...badRejectCondition(subject, workflow),
  ];
}

/** As other SDKs, the server and the client itself call what an interceptor sees. */
const MEANT = {
  workflow: {
    startWorkflow: 'start',
    startWorkflowExecution: 'start',
    workflowStart: 'start',
    execute: 'start',
    executeWorkflow: 'start',
    signalWorkflow: 'signal',
    signalWithStartWorkflow: 'signalWithStart',
    queryWorkflow: 'query',
    update: 'startUpdate',
    executeUpdate: 'startUpdate',
    executeUpdateWithStart: 'startUpdateWithStart',
    describeWorkflow: 'describe',
    cancelWorkflow: 'cancel',
    terminateWorkflow: 'terminate',
  },
  schedule: { createSchedule: 'create', start: 'create' },
  activity: { startActivity: 'start', execute: 'start', executeActivity: 'start', result: 'getResult' },
  nexus: { start: 'startOperation', execute: 'startOperation', result: 'getResult' },
};

type Kind = (typeof KINDS)[number];

/** The methods that nothing calls, and of what has none but `create` that it belongs to schedules. */
function uncalledMethods(subject: string, interceptor: object, kind: Kind, field: string): Problem[] {
  const names = [...interceptorMethods(kind), 'list'];
  const misspelt = misspeltMethods(subject, interceptor, { names, perhaps: MEANT[kind] }, `${field}.`);
  const isOfSchedules = kind === 'workflow' && 'create' in interceptor && !names.some((name) => name in interceptor);
  if (!isOfSchedules) return misspelt;
  return [HR2018.problem({ subject, field: `${field}.create`, suggestion: 'interceptors.schedule[0].create' })];
}

function notAnInterceptor(value: unknown): string {
  if (isClass(value))
    return `is a class, and not an interceptor: pass an instance, new ${value.name || 'Interceptor'}()`;
  return typeof value === 'function'
    ? 'is no object with the methods of an interceptor: of a function that makes one pass what it returns'
    : 'is no object with the methods of an interceptor';
}

// An empty one is what an environment variable gives that is set to nothing; the server refuses every call.
function badNamespace(subject: string, namespace: unknown): Problem[] {
  if (namespace == null) return [];
  if (typeof namespace !== 'string') return [badValue(subject, 'namespace', namespace, 'is not a text')];
  return namespace === ''
    ? [badValue(subject, 'namespace', namespace, 'is empty: no server has such a namespace')]
    : [];
}

// Of a number the server gets none.
function badIdentity(subject: string, identity: unknown): Problem[] {
  if (identity == null || typeof identity === 'string') return [];
  return [badValue(subject, 'identity', identity, 'is not a text: String(process.pid), say')];
}

// Each query would fail, in words that do not name it. By its number it is taken as well.
function badRejectCondition(subject: string, workflow: unknown): Problem[] {
  const { queryRejectCondition: given } = Object(workflow) as { readonly queryRejectCondition?: unknown };
  if (given == null || typeof given === 'number') return [];
  const names = Object.values(QueryRejectCondition).filter((name, index, all) => name && all.indexOf(name) === index);
  const isKnown =
    typeof given === 'string' && names.some((name) => name === given.replace(/^QUERY_REJECT_CONDITION_/, ''));
  const reason = `is none of ${names.join(', ')}`;
  return isKnown ? [] : [badValue(subject, 'workflow.queryRejectCondition', given, reason)];
}

function badConnection(subject: string, connection: unknown): Problem[] {
  if (connection == null || isConnection(connection)) return [];
  const isNone = 'is not a connection: await Connection.connect({ address })';
  const facts =
    connection instanceof Promise
      ? { value: 'a promise', reason: 'has to be waited for: await Connection.connect({ address })' }
      : { value: typeof connection === 'object' ? 'an object' : hideSecrets(showValue(connection)), reason: isNone };
  return [HR2014.problem({ subject, field: 'connection', ...facts })];
}

// Structural, because a connection may come from another copy of the SDK, or be a user's own.
function isConnection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'workflowService' in value;
}

// The SDK's deprecated form: `{ calls: [() => interceptor] }`, or nothing in it.
function isFactories(interceptors: unknown): boolean {
  if (typeof interceptors !== 'object' || interceptors === null) return false;
  const { calls } = interceptors as { readonly calls?: unknown };
  return Array.isArray(calls) || (calls === undefined && Object.keys(interceptors).length === 0);
}
