import type { Service } from '../internal/server-calls';

/** The messages of the service, as the installed SDK types them. */
export type Description = Awaited<ReturnType<Service['describeWorkflowExecution']>>;
export type QueueDescription = Awaited<ReturnType<Service['describeTaskQueue']>>;
export type HistoryPage = Awaited<ReturnType<Service['getWorkflowExecutionHistoryReverse']>>;
export type WireEvent = NonNullable<NonNullable<HistoryPage['history']>['events']>[number];
export type WireActivity = NonNullable<Description['pendingActivities']>[number];
export type WireFailure = NonNullable<WireActivity['lastFailure']>;
export type WirePayload = NonNullable<NonNullable<NonNullable<WireActivity['heartbeatDetails']>['payloads']>[number]>;
export type WireNexusOperation = NonNullable<Description['pendingNexusOperations']>[number];
export type WireVersioning = NonNullable<NonNullable<Description['workflowExecutionInfo']>['versioningInfo']>;
