import {
  catalogue,
  type ErrorContext,
  type ErrorDefinition,
  formatProblems,
  HandrailError,
  headLine,
  type Problem,
} from '@handrail/errors';
import { type BaselineBudget, baselineBudget } from '../baseline';
import type { EffectivePolicy } from '../effective-policy';
import type { Finding } from '../finding';
import { callSiteKey, type Guard, type GuardedCall, guardTable, inspectCall } from '../guards';
import { baselineRecorder } from './baseline-recorder';
import { BoundedSet } from './bounded-set';
import { logProblem } from './log-problem';
import { countOne, logWarning } from './process-host';
import { wordedFacts } from './worded-facts';

/** What a guard host works with. */
export interface GuardHostOptions {
  readonly policy: EffectivePolicy;
  /**
   * The guards to run.
   * @default all of them
   */
  readonly table?: readonly Guard[];
}

/** What a door knows about one call beyond its options. */
export interface CheckContext extends ErrorContext {
  /** What the door itself found wrong with the call; it is judged and reported like a guard's finding. */
  readonly problems?: readonly Problem[];
}

/** The execution whose workflow code a finding is about. */
export interface FindingContext {
  readonly namespace: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
}

/** Applies the guards to the calls of one door (a client, a worker). */
export interface GuardHost {
  readonly policy: EffectivePolicy;
  /**
   * Checks a call's merged options. What is only warned of, or waived, is logged once per call site and counted each time.
   *
   * @throws HandrailError that lists everything found in the call, where anything of it is refused.
   */
  check(call: GuardedCall, context?: CheckContext): void;
  /**
   * Judges what was found at a place that no guard of the table looks at: as `check`, with the mode and the baseline.
   *
   * @throws HandrailError where it is refused
   */
  judge(problem: Problem, where: string, context?: ErrorContext): void;
  /**
   * Logs, counts and records what a guard found in workflow code, which hands out each call site of an execution once. The log
   * has a call site once, with the execution that came first; the counter has all.
   */
  take(finding: Finding, execution: FindingContext): void;
}

/** Makes the guard host of a client or a worker. */
export function createGuardHost({ policy, table = guardTable }: GuardHostOptions): GuardHost {
  const recorder = baselineRecorder();
  const { budget, reported } = sharedState(policy);
  const record = (problem: Problem, where: string) => {
    if (problem.disposition === 'refuse' && !isSoftened(problem, policy)) {
      recorder?.add(problem.code, where, callSiteKey(problem, { where }));
    }
  };

  return {
    policy,
    check(call, { problems = [], ...context } = {}) {
      const { refused, warned, waived } = inspectCall(
        call,
        policy,
        {
          mode: policy.mode,
          soften: policy.testEnvironment ? SOFTENED_IN_TESTS : [],
          tolerates: (problem) => budget.tolerates(problem.code, call.where, callSiteKey(problem, call)),
        },
        problems.length === 0 ? table : [...table, found(call, problems)],
      );
      const errorContext = { links: policy.links, ...context };
      for (const problem of [...refused, ...warned]) record(problem, call.where);
      for (const problem of warned) countOne('handrail_guard_violations_total', { code: problem.code });
      for (const { problem } of waived) countOne('handrail_guard_waived_total', { code: problem.code });
      const [first, ...others] = refused;
      if (first !== undefined) throw new HandrailError([first, ...others, ...warned], errorContext);
      const isNew = (problem: Problem) => reported.add(callSiteKey(problem, call));
      for (const problem of warned) {
        if (isNew(problem)) logWarning(formatProblems([problem], errorContext), attributes(problem, call));
      }
      for (const { problem, reason } of waived) {
        if (isNew(problem)) logWarning(`${headLine(problem)} Waived: ${reason}`, attributes(problem, call));
      }
    },
    judge(problem, where, context = {}) {
      const errorContext = { links: policy.links, ...context };
      // Not by its facts: sizes and paths are those of one call, the place is that of the code.
      const key = `${problem.code} ${where}`;
      record(problem, where);
      const isRefused = problem.disposition === 'refuse' && policy.mode === 'enforce';
      if (isRefused && !budget.tolerates(problem.code, where, key)) throw new HandrailError([problem], errorContext);
      countOne('handrail_guard_violations_total', { code: problem.code });
      if (reported.add(key)) logProblem(problem, errorContext, { where });
    },
    take({ code, facts, where, outcome, reason }, execution) {
      const problem = problemOf(code, facts);
      if (problem === undefined) return;
      if (outcome !== 'waived') record(problem, where);
      // The failed workflow task tells of it, in the log and in the history.
      if (outcome === 'refused') return;
      const waived = outcome === 'waived';
      const message = waived
        ? `${headLine(problem)} Waived: ${reason}`
        : formatProblems([problem], { links: policy.links, inspect: execution });
      if (reported.add(callSiteKey(problem, { where }))) {
        logWarning(message, { code, where, sdkComponent: 'workflow', ...execution });
      }
      countOne(waived ? 'handrail_guard_waived_total' : 'handrail_guard_violations_total', {
        code,
        namespace: execution.namespace,
        task_queue: execution.taskQueue,
        workflow_type: execution.workflowType,
      });
    },
  };
}

// A bundle may be newer than the worker that runs it.
function problemOf(code: string, facts: object): Problem | undefined {
  const definition = catalogue.find((entry) => entry.code === code) as ErrorDefinition<object> | undefined;
  return definition?.problem(wordedFacts(facts));
}

const SOFTENED_IN_TESTS: readonly string[] = ['HR2003'];

function isSoftened(problem: Problem, policy: EffectivePolicy): boolean {
  return policy.testEnvironment && SOFTENED_IN_TESTS.includes(problem.code);
}

function found({ kind }: GuardedCall, problems: readonly Problem[]): Guard {
  return { name: 'found by the door', kinds: [kind], check: () => problems };
}

function attributes(problem: Problem, { where }: GuardedCall): Record<string, unknown> {
  return { code: problem.code, where };
}

interface SharedState {
  readonly budget: BaselineBudget;
  readonly reported: BoundedSet;
}

// A call site is one call site however many clients a process makes.
const STATE = Symbol.for('handrail.guard-state');

function sharedState(policy: EffectivePolicy): SharedState {
  const holder = globalThis as { [STATE]?: Map<string, SharedState> };
  const states = (holder[STATE] ??= new Map<string, SharedState>());
  let state = states.get(policy.digest);
  if (state === undefined) {
    state = { budget: baselineBudget(policy.baseline), reported: new BoundedSet(10_000) };
    states.set(policy.digest, state);
  }
  return state;
}
