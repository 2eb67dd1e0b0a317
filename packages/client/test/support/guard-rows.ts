/** One row of the guard table, with options that break it. */
export interface GuardRow {
  readonly code: string;
  readonly what: string;
  readonly options: object;
  /** What the guard does about it. */
  readonly outcome: 'refused' | 'warned';
  /** Where it is no mistake. */
  readonly notAt?: readonly string[];
}

const unreadable = {
  get memo(): never {
    throw new Error('settings are not loaded');
  },
};

/** For everything that starts a workflow. */
export const WORKFLOW_ROWS: readonly GuardRow[] = [
  { code: 'HR2003', what: 'a run timeout of an hour', options: { workflowRunTimeout: '1 hour' }, outcome: 'refused' },
  {
    code: 'HR2003',
    what: 'an execution timeout of an hour',
    options: { workflowExecutionTimeout: 3_600_000 },
    outcome: 'refused',
  },
  { code: 'HR2009', what: 'a retry policy', options: { retry: { maximumAttempts: 3 } }, outcome: 'warned' },
  { code: 'HR2010', what: 'no duration', options: { workflowTaskTimeout: '3 weekz' }, outcome: 'refused' },
  { code: 'HR2010', what: 'a duration of zero', options: { workflowRunTimeout: 0 }, outcome: 'refused' },
  { code: 'HR2011', what: 'a waiver without a reason', options: { waive: { HR2003: ' ' } }, outcome: 'refused' },
  { code: 'HR2012', what: 'a misspelt option', options: { workflowRunTimout: '2 days' }, outcome: 'refused' },
  {
    code: 'HR2018',
    what: 'what may be meant for an option',
    options: { attributes: { OrderState: ['new'] } },
    outcome: 'warned',
    // A description has the search attributes: whoever changes it has the real option before him.
    notAt: ['ScheduleHandle.update'],
  },
  { code: 'HR2013', what: 'an option that cannot be read', options: unreadable, outcome: 'refused' },
  { code: 'HR2014', what: 'a bad retry policy', options: { retry: { maximumAttempts: -1 } }, outcome: 'refused' },
  { code: 'HR2014', what: 'an unknown lifetime', options: { lifetime: 'forever' }, outcome: 'refused' },
  { code: 'HR2010', what: 'an SLA that is no duration', options: { sla: 'soon' }, outcome: 'refused' },
  { code: 'HR2010', what: 'an SLA of no time', options: { sla: 0 }, outcome: 'refused' },
  { code: 'HR2012', what: 'a misspelt SLA', options: { SLA: '1 hour' }, outcome: 'refused' },
  {
    code: 'HR2016',
    what: 'an SLA that the run timeout does not let happen',
    options: { sla: '3 days', workflowRunTimeout: '2 days' },
    outcome: 'refused',
  },
];

/** For standalone activities. */
export const ACTIVITY_ROWS: readonly GuardRow[] = [
  {
    code: 'HR2001',
    what: 'a schedule-to-start timeout',
    options: { scheduleToStartTimeout: '1 minute' },
    outcome: 'refused',
  },
  {
    code: 'HR2004',
    what: 'hours without a heartbeat',
    options: { startToCloseTimeout: '3 hours' },
    outcome: 'refused',
  },
  {
    code: 'HR2005',
    what: 'hours with a heartbeat',
    options: { startToCloseTimeout: '3 hours', heartbeatTimeout: '30 seconds' },
    outcome: 'warned',
  },
  {
    code: 'HR2006',
    what: 'a heartbeat timeout that the default start-to-close timeout cuts off',
    options: { heartbeatTimeout: '1 minute' },
    outcome: 'refused',
  },
  {
    code: 'HR2007',
    what: 'no room for a retry',
    options: { scheduleToCloseTimeout: '1 minute', startToCloseTimeout: '1 minute' },
    outcome: 'warned',
  },
  { code: 'HR2008', what: 'a single attempt', options: { retry: { maximumAttempts: 1 } }, outcome: 'warned' },
  { code: 'HR2010', what: 'no duration', options: { startToCloseTimeout: '3 weekz' }, outcome: 'refused' },
  { code: 'HR2011', what: 'a waiver of nothing', options: { waive: { HR9999: 'why not' } }, outcome: 'refused' },
  { code: 'HR2012', what: 'a misspelt option', options: { startToCloseTimout: '2 minutes' }, outcome: 'refused' },
  { code: 'HR2018', what: 'what may be meant for an option', options: { heartbeat: true }, outcome: 'warned' },
  { code: 'HR2013', what: 'an option that cannot be read', options: unreadable, outcome: 'refused' },
  { code: 'HR2014', what: 'a bad retry policy', options: { retry: { maximumAttempts: -1 } }, outcome: 'refused' },
];
