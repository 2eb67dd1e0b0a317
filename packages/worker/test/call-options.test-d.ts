/**
 * The lists by which misspelt options are found, compared with the SDK's types: a release that adds or drops an option fails
 * here, and its name stands in the error.
 */
import type { ActivityOptions as StandaloneOptions, WorkflowSignalWithStartOptions } from '@handrail/client';
import type { CALL_OPTIONS } from '@handrail/common/host';
import type {
  ActivityOptions,
  ChildWorkflowOptions,
  ContinueAsNewOptions,
  LocalActivityOptions,
} from '@handrail/workflow';
import type { ScheduleOptionsStartWorkflowAction } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import type { StartNexusOperationOptions, TimerOptions } from '@temporalio/workflow';

type Listed<Kind extends keyof typeof CALL_OPTIONS> = (typeof CALL_OPTIONS)[Kind][number];

/** True, or what only one side has. */
type Difference<Sdk, Ours> =
  { readonly notListed: Exclude<Sdk, Ours> } | { readonly notInTheSdk: Exclude<Ours, Sdk> } extends infer Found
  ? [Exclude<Sdk, Ours>, Exclude<Ours, Sdk>] extends [never, never]
    ? true
    : Found
  : never;

type Start = keyof WorkflowSignalWithStartOptions<[string]> | 'requestEagerStart' | 'args' | 'typeInfo';

export const activity: Difference<keyof ActivityOptions, Listed<'activity'>> = true;
export const localActivity: Difference<keyof LocalActivityOptions, Listed<'localActivity'>> = true;
export const standaloneActivity: Difference<keyof StandaloneOptions | 'waive', Listed<'standaloneActivity'>> = true;
export const nexusOperation: Difference<keyof StartNexusOperationOptions | 'waive', Listed<'nexusOperation'>> = true;
export const workflow: Difference<Start, Listed<'workflow'>> = true;
export const scheduledWorkflow: Difference<
  keyof ScheduleOptionsStartWorkflowAction<Workflow> | 'waive' | 'lifetime' | 'sla',
  Listed<'scheduledWorkflow'>
> = true;
export const childWorkflow: Difference<keyof ChildWorkflowOptions | 'args', Listed<'childWorkflow'>> = true;
export const continueAsNew: Difference<keyof ContinueAsNewOptions, Listed<'continueAsNew'>> = true;
export const timer: Difference<keyof TimerOptions | 'duration' | 'timeout', Listed<'timer'>> = true;
