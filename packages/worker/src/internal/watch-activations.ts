import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';

/** The part of the SDK's activation that is read. */
export interface Activation {
  readonly isReplaying?: boolean | null;
  /** When the workflow task was started, by the server's clock. */
  readonly timestamp?: Seconds | null;
}

/** A time or a duration of the core's protocol. */
export interface Seconds {
  readonly seconds?: Whole | null;
  readonly nanos?: number | null;
}

/** A `Long`, of which a worker thread hands over the fields only. */
type Whole = number | { readonly low: number; readonly high: number };

/** The milliseconds of a time or a duration; undefined where it is not set. */
export function millisecondsIn(time: Seconds | null | undefined): number | undefined {
  if (time == null) return undefined;
  const { seconds, nanos } = time;
  const whole =
    typeof seconds === 'object' && seconds !== null ? seconds.high * 2 ** 32 + (seconds.low >>> 0) : seconds;
  return (whole ?? 0) * 1_000 + (nanos ?? 0) / 1e6;
}

/** A command of the core's protocol, by the name of its kind. */
export type Command = Readonly<Record<string, unknown>>;

/** One activation of a workflow that went well, with what the workflow's code asked for. */
export interface Activated {
  readonly info: WorkflowInfo;
  readonly activation: Activation;
  readonly commands: readonly Command[];
}

/** The part of the SDK's workflow creator that is wrapped. It is internal, and alike in all supported releases. */
interface WorkflowCreator {
  createWorkflow(options: { readonly info: WorkflowInfo }): Promise<{
    activate(activation: Activation): Promise<Completion>;
  }>;
}

interface Completion {
  readonly successful?: { readonly commands?: readonly Command[] | null } | null;
}

const WATCHED = Symbol.for('handrail.activations-watched');

/**
 * Tells of the commands of each activation in a worker, before payload codecs see them, and at no cost to the workflow
 * bundle. Watching a worker twice is watching it once, and a worker whose inner parts are others than known stays as it is.
 */
export function watchActivations(worker: Worker, tell: (activated: Activated) => void): void {
  const { workflowCreator } = worker as unknown as { readonly workflowCreator?: WorkflowCreator };
  if (typeof workflowCreator?.createWorkflow !== 'function' || WATCHED in workflowCreator) return;
  const createWorkflow = workflowCreator.createWorkflow.bind(workflowCreator);
  Object.defineProperty(workflowCreator, WATCHED, { value: true });
  workflowCreator.createWorkflow = async (created) => {
    const workflow = await createWorkflow(created);
    const activate = workflow.activate.bind(workflow);
    workflow.activate = async (activation) => {
      const completion = await activate(activation);
      try {
        tell({ info: created.info, activation, commands: completion.successful?.commands ?? [] });
      } catch {
        // Commands of another shape are not watched; they must go on all the same.
      }
      return completion;
    };
    return workflow;
  };
}
