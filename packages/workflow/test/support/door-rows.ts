import type { Door } from '../workflows/doors';

/** A row of the guard table at the doors that it applies to. */
export interface DoorRow {
  /** The row's name in the guard table. */
  readonly code: string;
  readonly disposition: 'refuse' | 'warn';
  readonly doors: readonly Door[];
  readonly options: object;
  /** What the head line says after its subject. */
  readonly says: string;
}

const activities: readonly Door[] = ['proxyActivities', 'executeWithOptions'];
const localActivities: readonly Door[] = ['proxyLocalActivities', 'local executeWithOptions'];
const children: readonly Door[] = ['startChild', 'executeChild'];

/** Every row that applies in workflow code, with options that break it and nothing else that is refused. */
export const doorRows: readonly DoorRow[] = [
  {
    code: 'HR2001',
    disposition: 'refuse',
    doors: [...activities, ...localActivities],
    options: { scheduleToStartTimeout: '5 minutes' },
    says: "sets scheduleToStartTimeout: '5 minutes'.",
  },
  {
    code: 'HR2003',
    disposition: 'refuse',
    doors: [...children, 'makeContinueAsNewFunc'],
    options: { workflowRunTimeout: '10 minutes' },
    says: "sets workflowRunTimeout: '10 minutes', less than the 1 day that the policy allows.",
  },
  {
    code: 'HR2004',
    disposition: 'refuse',
    doors: [...activities, ...localActivities],
    options: { startToCloseTimeout: '3 hours' },
    says: 'may run 3 hours without a heartbeat.',
  },
  {
    code: 'HR2005',
    disposition: 'warn',
    doors: activities,
    options: { startToCloseTimeout: '3 hours', heartbeatTimeout: '30 seconds' },
    says: 'may run 3 hours in one attempt.',
  },
  {
    code: 'HR2006',
    disposition: 'refuse',
    doors: activities,
    options: { startToCloseTimeout: '1 minute', heartbeatTimeout: '1 minute' },
    says: "has heartbeatTimeout: '1 minute', not shorter than its startToCloseTimeout: '1 minute'.",
  },
  {
    code: 'HR2007',
    disposition: 'warn',
    doors: [...activities, ...localActivities],
    options: { startToCloseTimeout: '1 minute', scheduleToCloseTimeout: '1 minute' },
    says: "has scheduleToCloseTimeout: '1 minute', which leaves no room for a retry after startToCloseTimeout: '1 minute'.",
  },
  {
    code: 'HR2008',
    disposition: 'warn',
    doors: [...activities, ...localActivities],
    options: { retry: { maximumAttempts: 1 } },
    says: 'sets maximumAttempts: 1.',
  },
  {
    code: 'HR2009',
    disposition: 'warn',
    doors: children,
    options: { retry: { maximumAttempts: 3 } },
    says: 'has a retry policy.',
  },
  {
    code: 'HR2016',
    disposition: 'refuse',
    doors: children,
    options: { sla: '2 days', workflowRunTimeout: '2 days' },
    says: "has sla: '2 days', not shorter than its workflowRunTimeout: '2 days'.",
  },
  {
    code: 'HR2010',
    disposition: 'refuse',
    doors: [...activities, ...localActivities, 'nexus'],
    options: { scheduleToCloseTimeout: '3 weekz' },
    says: "has scheduleToCloseTimeout: '3 weekz', which is not a duration.",
  },
  {
    code: 'HR2010',
    disposition: 'refuse',
    doors: [...children, 'makeContinueAsNewFunc'],
    options: { workflowTaskTimeout: '3 weekz' },
    says: "has workflowTaskTimeout: '3 weekz', which is not a duration.",
  },
  {
    code: 'HR2010',
    disposition: 'refuse',
    doors: [...activities, ...localActivities, 'nexus'],
    options: { scheduleToCloseTimeout: { seconds: 60 } },
    says: 'has scheduleToCloseTimeout: an object, which is not a duration.',
  },
  {
    code: 'HR2011',
    disposition: 'refuse',
    doors: [...activities, ...localActivities, ...children, 'makeContinueAsNewFunc', 'nexus'],
    options: { waive: { HR2003: '' } },
    says: 'waives HR2003, but the reason is empty.',
  },
  {
    code: 'HR2012',
    disposition: 'refuse',
    doors: [...activities, ...localActivities, ...children, 'makeContinueAsNewFunc', 'nexus'],
    options: { waiver: { HR2003: 'a slip' } },
    says: 'has an option waiver that does not exist; did you mean waive?',
  },
  {
    code: 'HR2018',
    disposition: 'warn',
    doors: [...activities, ...localActivities],
    options: { sumary: 'a slip' },
    says: 'has an option sumary that nothing reads; was summary meant?',
  },
  {
    code: 'HR2018',
    disposition: 'warn',
    doors: [...children, 'makeContinueAsNewFunc'],
    options: { memos: {} },
    says: 'has an option memos that nothing reads; was memo meant?',
  },
  {
    code: 'HR2013',
    disposition: 'refuse',
    doors: [...activities, ...localActivities, ...children, 'makeContinueAsNewFunc'],
    options: { '!taskQueue': 'settings are not loaded' },
    says: 'has an option taskQueue whose getter throws: settings are not loaded',
  },
  {
    code: 'HR2014',
    disposition: 'refuse',
    doors: [...activities, ...localActivities],
    options: { retry: { maximumAttempts: -1 } },
    says: 'has retry.maximumAttempts: -1, which is no positive whole number.',
  },
  {
    code: 'HR2014',
    disposition: 'refuse',
    doors: children,
    options: { lifetime: 'forever' },
    says: "has lifetime: 'forever', which is not 'unbounded'.",
  },
];

const SUBJECTS: Readonly<Partial<Record<Door, string>>> = {
  proxyActivities: 'Activity "charge"',
  executeWithOptions: 'Activity "charge"',
  proxyLocalActivities: 'Local activity "charge"',
  'local executeWithOptions': 'Local activity "charge"',
  startChild: 'Child workflow "child"',
  executeChild: 'Child workflow "child"',
  makeContinueAsNewFunc: 'Continue-as-new of workflow "child"',
  nexus: 'Nexus operation "charge"',
};

/** The head line of a row at one of its doors. */
export function headLineOf({ code, says }: DoorRow, door: Door): string {
  return `[${code}] ${SUBJECTS[door]} ${says}`;
}
