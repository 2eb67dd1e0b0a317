/**
 * What workflow code needs of the catalogue: the guards' codes, without the rest of the pages' prose.
 *
 * @module
 */
export { CODE, codeOf } from './code-of';
export type { Disposition, ErrorCode, ErrorDefinition } from './define-error';
export { enrich } from './enrich';
export { formatProblems, headLine } from './format';
export { type ErrorContext, HandrailError, type Problem } from './handrail-error';
export { DEFAULT_DOCS_URL, DEFAULT_UI_URL, inspectUrl, type InspectTarget, type Links } from './links';
export { sandboxError } from './sandbox-error';
export { HR2001 } from './catalogue/HR2001';
export { HR2003 } from './catalogue/HR2003';
export { HR2004 } from './catalogue/HR2004';
export { HR2005 } from './catalogue/HR2005';
export { HR2006 } from './catalogue/HR2006';
export { HR2007 } from './catalogue/HR2007';
export { HR2008 } from './catalogue/HR2008';
export { HR2009 } from './catalogue/HR2009';
export { HR2010 } from './catalogue/HR2010';
export { HR2011 } from './catalogue/HR2011';
export { HR2012 } from './catalogue/HR2012';
export { HR2013 } from './catalogue/HR2013';
export { HR2014 } from './catalogue/HR2014';
export { HR2015 } from './catalogue/HR2015';
export { HR2016 } from './catalogue/HR2016';
export { HR2018 } from './catalogue/HR2018';
export { HR2035 } from './catalogue/HR2035';
export { HR6012 } from './catalogue/HR6012';
