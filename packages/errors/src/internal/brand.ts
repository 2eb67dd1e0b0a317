/** Marks a HandrailError across copies of the class. */
export const BRAND = Symbol.for('handrail.error');
