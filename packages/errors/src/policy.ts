/**
 * What `definePolicy` needs of the catalogue. Workflow files import `@handrail/common`, and their bundles would get the
 * whole catalogue with it.
 *
 * @module
 */
export { HR9001 } from './catalogue/HR9001';
