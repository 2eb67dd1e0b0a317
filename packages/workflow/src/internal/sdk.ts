/**
 * What the shared part takes from the SDK, in one place: each place that loads a module costs the bundle its path.
 *
 * @module
 */
export { defaultPayloadConverter, inWorkflowContext, proxySinks } from '@temporalio/workflow';
export { getActivator } from '@temporalio/workflow/lib/global-attributes';
