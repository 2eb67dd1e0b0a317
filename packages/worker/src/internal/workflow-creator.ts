import type { Worker } from '@temporalio/worker';
import type { WorkflowInfo } from '@temporalio/workflow';

/**
 * The part of the SDK's workflow creator that is wrapped: where the worker's process makes and activates workflows. It is
 * internal, and alike in all supported releases.
 */
export interface WorkflowCreator {
  createWorkflow(options: { readonly info: WorkflowInfo }): Promise<{
    activate(activation: Activation): Promise<Completion>;
    /** What the workflow's code has given to sinks, its log lines among them. */
    getAndResetSinkCalls(): Promise<readonly object[]>;
  }>;
}

/** The part of the SDK's activation that is read. */
export interface Activation {
  readonly isReplaying?: boolean | null;
  /** The number of events that the history had when the workflow task was started. */
  readonly historyLength?: number | null;
  /** When the workflow task was started, by the server's clock. */
  readonly timestamp?: Seconds | null;
  readonly jobs?: readonly Job[] | null;
}

/** What an activation asks for, as far as it is read. */
export interface Job {
  readonly queryWorkflow?: { readonly queryId?: string | null; readonly queryType?: string | null } | null;
  readonly initializeWorkflow?: {
    readonly headers?: object | null;
    readonly arguments?: readonly unknown[] | null;
  } | null;
  readonly doUpdate?: { readonly protocolInstanceId?: string | null; readonly name?: string | null } | null;
  readonly signalWorkflow?: { readonly signalName?: string | null } | null;
  readonly cancelWorkflow?: object | null;
  readonly resolveSignalExternalWorkflow?: ResolvedExternal | null;
  readonly resolveRequestCancelExternalWorkflow?: ResolvedExternal | null;
  readonly resolveChildWorkflowExecutionStart?: {
    readonly failed?: { readonly workflowId?: string | null; readonly workflowType?: string | null } | null;
  } | null;
}

/** What has become of a signal or a cancellation for another workflow. */
export interface ResolvedExternal {
  readonly seq?: number | null;
  readonly failure?: object | null;
}

/** A time or a duration of the core's protocol. */
export interface Seconds {
  readonly seconds?: Whole | null;
  readonly nanos?: number | null;
}

/** A `Long`, of which a worker thread hands over the fields only. */
type Whole = number | { readonly low: number; readonly high: number };

/** A command of the core's protocol, by the name of its kind. */
export type Command = Readonly<Record<string, unknown>>;

/** What comes of an activation. */
export interface Completion {
  readonly runId?: string | null;
  readonly successful?: { readonly commands?: readonly Command[] | null } | null;
  readonly failed?: { readonly failure?: Failure | null } | null;
}

/** A failure as it travels, as far as it is read and changed. */
export interface Failure {
  message?: string | null;
  source?: string | null;
  stackTrace?: string | null;
  encodedAttributes?: { readonly data?: Uint8Array | null } | null;
  cause?: Failure | null;
  applicationFailureInfo?: { type?: string | null } | null;
}

/** That of a worker; undefined where its inner parts are others than known. */
export function workflowCreatorOf(worker: Worker): WorkflowCreator | undefined {
  return (worker as unknown as { readonly workflowCreator?: WorkflowCreator }).workflowCreator;
}
