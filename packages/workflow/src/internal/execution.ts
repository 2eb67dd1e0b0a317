import { type BaselineBudget, baselineBudget, type HeaderContent } from '@handrail/common/guards';
import { embeddedPolicy } from './embedded-policy';
import { getActivator } from './sdk';

/** What Handrail remembers of the execution that this code runs in. */
export interface Execution {
  /** Undefined until the workflow function runs: the header comes with it. */
  startedUnderHandrail: boolean | undefined;
  /** Call sites that were logged and counted. */
  readonly reported: Set<string>;
  readonly budget: BaselineBudget;
  /** Only of an execution that was started with an SLA. */
  sla?: Sla;
}

/** The SLA of an execution, in the shape in which the next run gets it. While it is paused there is no deadline. */
export type Sla = { -readonly [Field in 'sla' | 'deadline' | 'left']?: HeaderContent[Field] | undefined };

type Activator = ReturnType<typeof getActivator>;

const EXECUTION = Symbol.for('hr.run');

/**
 * The state is kept on the SDK's own object of the execution, not in a module: modules in `preloadModules` are shared by
 * all executions of a worker, and two copies of this package may stand in one bundle.
 */
export function currentExecution(): Execution {
  const activator = getActivator() as Activator & { [EXECUTION]?: Execution };
  return (activator[EXECUTION] ??= {
    startedUnderHandrail: undefined,
    reported: new Set(),
    budget: baselineBudget(embeddedPolicy.baseline),
  });
}
