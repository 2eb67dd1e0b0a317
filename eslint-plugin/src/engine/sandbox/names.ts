/**
 * Names of members that are hazards whatever they are members of. They are seen by these lists, and a module with one of the names
 * is interpreted.
 *
 * @module
 */

/** Read or set a part of a date in the host's time zone. No other class has methods of these names. */
export const LOCAL_PARTS: ReadonlySet<string> = new Set(
  `getHours getMinutes getMonth getFullYear getTimezoneOffset setHours setMinutes setMonth setFullYear
  toDateString toTimeString`.split(/\s+/),
);

/** Follow the host's locale. */
export const LOCALE_METHODS: ReadonlySet<string> = new Set(
  'toLocaleString toLocaleDateString toLocaleTimeString localeCompare'.split(' '),
);

/** Of what `workflowInfo()` gives, these are dates. */
export const DATES_OF_WORKFLOW: ReadonlySet<string> = new Set(['startTime', 'runStartTime', 'executionExpirationTime']);

/** Where `workflowInfo()` keeps what differs when a workflow is replayed. */
export const UNSAFE = 'unsafe';
