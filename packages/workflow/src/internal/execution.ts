import { BaselineBudget } from '@handrail/common/guards';
import { embeddedPolicy } from './embedded-policy';
import { getActivator } from './sdk';

/** What Handrail remembers of the execution that this code runs in. */
export interface Execution {
  /** Undefined until the workflow function runs: the header comes with it. */
  startedUnderHandrail: boolean | undefined;
  /** Call sites that were logged and counted. */
  readonly reported: Set<string>;
  readonly budget: BaselineBudget;
}

type Activator = ReturnType<typeof getActivator>;

const EXECUTION = Symbol.for('handrail.execution');

/**
 * The state is kept on the SDK's own object of the execution, not in a module: modules in `preloadModules` are shared by
 * all executions of a worker, and two copies of this package may stand in one bundle.
 */
export function currentExecution(): Execution {
  const activator = getActivator() as Activator & { [EXECUTION]?: Execution };
  return (activator[EXECUTION] ??= {
    startedUnderHandrail: undefined,
    reported: new Set(),
    budget: new BaselineBudget(embeddedPolicy.baseline),
  });
}
