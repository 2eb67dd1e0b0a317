export { CODE, codeOf } from './code-of';
export {
  defineError,
  type Disposition,
  type ErrorCode,
  type ErrorDefinition,
  type ErrorEntry,
  type ErrorSummary,
} from './define-error';
export { enrich } from './enrich';
export { formatProblems, headLine } from './format';
export { type ErrorContext, HandrailError, type Problem } from './handrail-error';
export { DEFAULT_DOCS_URL, DEFAULT_UI_URL, docsUrl, inspectUrl, type InspectTarget, type Links } from './links';
export * from './catalogue';
