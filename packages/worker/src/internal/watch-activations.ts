import { HEADER } from '@handrail/common/guards';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { Activation, Command, Seconds, WorkflowCreator } from './workflow-creator';

/** The milliseconds of a time or a duration; undefined where it is not set. */
export function millisecondsIn(time: Seconds | null | undefined): number | undefined {
  if (time == null) return undefined;
  const { seconds, nanos } = time;
  const whole =
    typeof seconds === 'object' && seconds !== null ? seconds.high * 2 ** 32 + (seconds.low >>> 0) : seconds;
  return (whole ?? 0) * 1_000 + (nanos ?? 0) / 1e6;
}

/** One activation of a workflow that went well, with what the workflow's code asked for. */
export interface Activated {
  readonly info: WorkflowInfo;
  readonly activation: Activation;
  readonly commands: readonly Command[];
  /** Whether the execution carries our header. */
  readonly startedUnderHandrail: boolean;
}

/** Looks at an activation; the text that it gives back, if any, fails the workflow task. */
export type ActivationWatcher = (activated: Activated) => string | undefined | Promise<string | undefined>;

const WATCHED = Symbol.for('handrail.activations-watched');

/**
 * Tells of the commands of each activation in a worker, before payload codecs see them, and at no cost to the workflow
 * bundle. Watching a worker twice is watching it once, and a worker whose inner parts are others than known stays as it is.
 */
export function watchActivations(creator: WorkflowCreator | undefined, watch: ActivationWatcher): void {
  if (typeof creator?.createWorkflow !== 'function' || WATCHED in creator) return;
  const createWorkflow = creator.createWorkflow.bind(creator);
  Object.defineProperty(creator, WATCHED, { value: true });
  creator.createWorkflow = async (created) => {
    const workflow = await createWorkflow(created);
    const activate = workflow.activate.bind(workflow);
    let startedUnderHandrail = false;
    workflow.activate = async (activation) => {
      const completion = await activate(activation);
      try {
        startedUnderHandrail ||= hasOurHeader(activation);
        const commands = completion.successful?.commands ?? [];
        const said = watch({ info: created.info, activation, commands, startedUnderHandrail });
        const message = said instanceof Promise ? await said : said;
        if (message !== undefined) return { runId: completion.runId, failed: { failure: { message } } };
      } catch {
        // Commands of another shape are not watched; they must go on all the same.
      }
      return completion;
    };
    return workflow;
  };
}

function hasOurHeader({ jobs }: Activation): boolean {
  return (jobs ?? []).some(({ initializeWorkflow }) => HEADER in (initializeWorkflow?.headers ?? {}));
}
