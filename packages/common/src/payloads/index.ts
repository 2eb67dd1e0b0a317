/**
 * What becomes of values on their way: as pure functions, safe in the workflow sandbox.
 *
 * @module
 */
export { isPlainJson } from './is-plain-json';
export { lossFaults } from './loss-faults';
export { type LargePart, largestParts } from './largest-parts';
export { type ValueFault, valueFaults } from './value-faults';
export { argumentSlots, entrySlots, type PathSegments, showPath, type ValueSlot } from './value-path';
