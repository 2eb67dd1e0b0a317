/**
 * What the package adds for processes that import it outside of workflow code: clients, activities, tests, scripts. It is loaded
 * by Node only, so that workflow bundles do not carry it.
 *
 * @module
 */
import { enrich, explainCalls, HR1011 } from '@handrail/errors';

/** What can be called in workflow code only. */
export const NEEDS_A_WORKFLOW: readonly string[] = [
  'CancellationScope',
  'allHandlersFinished',
  'condition',
  'continueAsNew',
  'createEventGroup',
  'createNexusServiceClient',
  'currentUpdateInfo',
  'deprecatePatch',
  'executeChild',
  'extendSla',
  'getCurrentDetails',
  'getExternalWorkflowHandle',
  'getRandomStream',
  'log',
  'makeContinueAsNewFunc',
  'metricMeter',
  'operationKey',
  'patched',
  'pauseSla',
  'proxyActivities',
  'proxyLocalActivities',
  'proxySinks',
  'resumeSla',
  'scheduleActivity',
  'scheduleLocalActivity',
  'setCurrentDetails',
  'setDefaultQueryHandler',
  'setDefaultSignalHandler',
  'setDefaultUpdateHandler',
  'setHandler',
  'sleep',
  'startChild',
  'upsertMemo',
  'upsertSearchAttributes',
  'workflowInfo',
];

/** The package's exports, of which those that need a workflow say so with their code, and with what does the same here. */
export function explainedOutside<E extends Record<string, unknown>>(own: E): E {
  const explained = NEEDS_A_WORKFLOW.filter((name) => name in own).map((name) => [
    name,
    explainCalls(own[name], { path: [name], explain, results: true }),
  ]);
  const all = { ...own, ...(Object.fromEntries(explained) as object) };
  return Object.defineProperty(all, '__esModule', { value: true, enumerable: false });
}

const OUTSIDE =
  /may only be used from (?:a Workflow Execution|workflow context)|can only be used while in Workflow Context|^Workflow uninitialized$/;

/** The SDK keeps the current scope in what only the sandbox has. */
const NO_SCOPE = /\bstorage\.getStore is not a function$/;

function explain(error: unknown, [call = '', ...members]: readonly string[]): unknown {
  if (!(error instanceof Error) || !(OUTSIDE.test(error.message) || NO_SCOPE.test(error.message))) return error;
  const names = members.filter((name) => name !== 'executeWithOptions');
  const kind = names.length > 0 ? MADE.get(call) : undefined;
  return enrich(error, HR1011.problem({ call, ...(kind !== undefined && { member: `${kind} "${names.join('.')}"` }) }));
}

/** What these functions make, by what it is called. */
const MADE: ReadonlyMap<string, string> = new Map([
  ['proxyActivities', 'Activity'],
  ['proxyLocalActivities', 'Local activity'],
  ['proxySinks', 'Sink'],
]);
