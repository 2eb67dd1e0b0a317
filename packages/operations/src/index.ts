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
