/**
 * Everything the worker registers as a workflow.
 *
 * @module
 */
export { customerWorkflow } from './customer';
export { orderWorkflow } from './order';
