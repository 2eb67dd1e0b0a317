import { requireOf } from '@handrail/common/host';

/** The workflow interceptors, which are the mirror as well: one file. */
export const INTERCEPTORS = '@handrail/workflow/interceptors';

/** What looks at the workflow interceptors of others. */
export const CHECKED_INTERCEPTORS = '@handrail/workflow/checked-interceptors';

const installed = requireOf(() => __filename);

/** Where a module is installed, seen from this package or from a folder; from its bundle where the process was bundled. */
export function resolveInstalled(name: string, from?: string): string {
  return installed.resolve(name, from === undefined ? undefined : { paths: [from] });
}
