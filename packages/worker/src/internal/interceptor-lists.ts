import { showValue } from '@handrail/common/host';
import { HR2014, type Problem } from '@handrail/errors';
import type { WorkerOptions } from '@temporalio/worker';

const FACTORIES = ['activity', 'nexus'] as const;

/** What of a worker's interceptors the SDK would fail on, or take for none (HR2014). */
export function badInterceptorLists(subject: string, interceptors: WorkerOptions['interceptors']): Problem[] {
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
  const bad = (path: string, value: unknown, reason: string) =>
    HR2014.problem({ subject, field: path, value: showValue(value), reason });
  if (!Array.isArray(list)) return [bad(field, list, `is not a list, each entry ${what}`)];
  return list.flatMap((entry: unknown, index) =>
    typeof entry === type ? [] : [bad(`${field}[${index}]`, entry, `is not ${what}`)],
  );
}
