/** Under which a failure has the names of the options that it was made of. */
export const FAILURE_OPTIONS = Symbol.for('handrail.failure-options');
