export { explainExecution, type ExplainLimits, type ExplainOptions, type OperationsClient } from './explain-execution';
export { explainExecutions, type ExplainManyOptions, type ManyExplained } from './explain-executions';
export {
  CAUSE_SLUGS,
  type CauseSlug,
  type Evidence,
  type Explanation,
  type ExplanationLinks,
  isHealthy,
  type Remedy,
} from './explanation';
export type { CallLimits } from './internal/server-calls';
export type { Questions } from './gather/insight';
export { type BacklogOptions, type BacklogReport, type QueueBacklog, readBacklog } from './backlog';
export { backlogMetrics } from './backlog-metrics';
export type { QueueVerdict } from './backlog-verdict';
export type { QueueWorkers } from './worker-metrics';
export { readSlaCounts, type SlaCountOptions, type SlaCounts, slaMetrics } from './sla-counts';
export type { QueueType } from './facts';
export {
  applyRepair,
  planRepair,
  type PlannedRepair,
  type RefusedRepair,
  type RepairOptions,
  type RepairOutcome,
  type RepairPlan,
  type RepairSelection,
} from './repair';
export { checkRepairSelection } from './internal/repair-selection';
export type { RepairAction } from './repair-action';
export { type CheckedActivities, type RepeatedActivity, repeatedActivities } from './repair-repeats';
export type { RepairIntent, ResetBefore, SignalToSend } from './repair-intent';
export { readTimeline, type Timeline, type TimelineOptions, type TimelineSpan } from './timeline';
export { timelinePage } from './timeline-page';
export { type TimelineRow, timelineRows } from './timeline-rows';
export { checkSla, type SlaCheckOptions, type SlaReport } from './sla/check-sla';
export type { SlaEntry } from './sla/sla-entry';
export type { SlaNotice } from './sla/sla-notice';
export { type SlaAttribute, setupSla, type SlaSetup, type SlaSetupOptions } from './sla/sla-attributes';
export { checkSlaMonitorOptions, type SlaMonitorOptions } from './sla/sla-monitor-options';
export type { SlaRound } from './sla/sla-round';
export { type InProcessMonitorOptions, type SlaMonitorHandle, startSlaMonitor } from './sla/start-sla-monitor';
export { type DurableMonitorOptions, type DurableSlaMonitor, slaMonitor } from './sla/sla-monitor';
export { callbackSink, logSink, type SlaSink } from './sla/sla-sink';
export { webhookSink, type WebhookOptions } from './sla/webhook-sink';
export { type ReceivedNotice, verifySlaNotice } from './sla/sla-signature';
export type { SlaActivities, SlaProgress } from './sla/sla-activities';
export { archiveHistories, type ArchiveOptions, type ArchiveReport } from './archive/archive-histories';
export type { ArchivedExecution, ArchiveTarget } from './archive/archive-target';
export { folderArchive } from './archive/folder-archive';
