export { explainExecution, type ExplainLimits, type ExplainOptions, type OperationsClient } from './explain-execution';
export { explainExecutions, type ExplainManyOptions, type ManyExplained } from './explain-executions';
export {
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
export type { QueueType } from './facts';
export {
  applyRepair,
  planRepair,
  type PlannedRepair,
  type RepairOptions,
  type RepairOutcome,
  type RepairPlan,
  type RepairSelection,
} from './repair';
export type { RepairAction } from './repair-action';
export { readTimeline, type Timeline, type TimelineOptions, type TimelineSpan } from './timeline';
export { timelinePage } from './timeline-page';
