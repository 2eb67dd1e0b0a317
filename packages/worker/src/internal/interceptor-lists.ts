import { badValue } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

const FACTORIES = ['activity', 'activityInbound', 'nexus'] as const;

/** What of a worker's interceptors the SDK would fail on, or take for none (HR2014). */
export function badInterceptorLists(subject: string, interceptors: WorkerOptions['interceptors']): Problem[] {
  if (Array.isArray(interceptors)) {
    const reason =
      'is a list: say what they intercept, { activity: [(context) => ({ inbound })] }, or nexus, workflowModules';
    return [badValue(subject, 'interceptors', interceptors, reason)];
  }
  return [
    ...FACTORIES.flatMap((name) =>
      badList(subject, `interceptors.${name}`, interceptors?.[name], 'function', 'a function that makes interceptors'),
    ),
    ...badModules(subject, 'interceptors.workflowModules', interceptors?.workflowModules),
  ];
}

/** What of a list of modules is no path. */
export function badModules(subject: string, field: string, modules: unknown): Problem[] {
  return badList(subject, field, modules, 'string', 'the path of a module');
}

function badList(subject: string, field: string, list: unknown, type: 'function' | 'string', what: string): Problem[] {
  if (list == null) return [];
  if (!Array.isArray(list)) return [badValue(subject, field, list, `is not a list, each entry ${what}`)];
  return list.flatMap((entry: unknown, index) =>
    typeof entry === type ? [] : [badValue(subject, `${field}[${index}]`, entry, `is not ${what}`)],
  );
}
