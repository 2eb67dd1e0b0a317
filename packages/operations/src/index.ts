export { explainExecution, type ExplainLimits, type ExplainOptions, type OperationsClient } from './explain-execution';
export {
  type CauseSlug,
  type Evidence,
  type Explanation,
  type ExplanationLinks,
  isHealthy,
  type Remedy,
} from './explanation';
