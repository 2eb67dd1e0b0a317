import { showValue } from '@handrail/common/host';
import { HR4033, HR4060 } from '@handrail/errors';
import type { Call, Translator } from '../failure';
import { GRPC } from '../grpc-error';

interface Refusal {
  readonly pattern: RegExp;
  readonly what: string;
  /** The value itself, where the call has it and it may be shown. */
  readonly value?: (call: Call) => unknown;
  readonly remedy: string;
  /** Whether it is about the id of the workflow, which the SDK drops where it is no text. */
  readonly id?: true;
}

const SHORTER = 'shorten it: the server takes at most 1000 bytes (namespaces may have less)';
const GIVE = 'pass one, and check where its value comes from: it is empty or undefined';

const option =
  (name: string) =>
  ({ options }: Call): unknown =>
    (options as Record<string, unknown> | undefined)?.[name];

const REFUSALS: readonly Refusal[] = [
  {
    pattern: /Invalid RunId/,
    what: 'the run id',
    value: ({ runId }) => runId,
    remedy: 'pass the run id that a start or a description gave (a UUID), or none for the latest run',
  },
  {
    pattern: /WorkflowId length exceeds/i,
    what: 'the id (too long)',
    value: (call) => call.scheduleId ?? call.workflowId,
    remedy: SHORTER,
  },
  {
    pattern: /WorkflowType length exceeds/i,
    what: 'the workflow type (too long)',
    value: ({ workflowType }) => workflowType,
    remedy: SHORTER,
  },
  {
    pattern: /taskQueue length exceeds/i,
    what: 'the task queue (too long)',
    value: option('taskQueue'),
    remedy: SHORTER,
  },
  {
    pattern: /FairnessKey length exceeds/i,
    what: 'priority.fairnessKey (too long)',
    remedy: 'shorten it: the server takes at most 64 bytes',
  },
  { pattern: /SignalName length exceeds/i, what: 'the name of the signal (too long)', remedy: SHORTER },
  {
    pattern: /UpdateId length exceeds/i,
    what: 'the update id (too long)',
    value: ({ updateId }) => updateId,
    remedy: SHORTER,
  },
  { pattern: /\blength exceeds limit|exceeds length limit/i, what: 'a name or an id (too long)', remedy: SHORTER },
  {
    pattern: /cannot start with reserved prefix/i,
    what: 'the task queue (reserved)',
    value: option('taskQueue'),
    remedy: "use another name: what begins with '/_sys/' belongs to the server",
  },
  {
    pattern: /required parameters: BatchType\/Reason/,
    what: 'the batch, of which something is missing',
    remedy:
      'pass namespace, jobId, reason, visibilityQuery or executions, and one operation, such as terminationOperation: {}',
  },
  {
    pattern: /\bNamespace is empty|\bNamespace not set/i,
    what: 'the namespace (missing)',
    remedy: 'pass namespace: a call of workflowService has none by itself',
  },
  { pattern: /WorkflowId is not set/i, what: 'the workflow id (missing)', remedy: GIVE, id: true },
  { pattern: /SignalName is not set/i, what: 'the name of the signal (missing)', remedy: GIVE },
  { pattern: /WorkflowType is not set/i, what: 'the workflow type (missing)', remedy: GIVE },
  { pattern: /(?:is|not) set on request/i, what: 'a missing value', remedy: GIVE },
  {
    pattern: /Invalid WorkflowIDReusePolicy/i,
    what: 'the combination of workflowIdReusePolicy and workflowIdConflictPolicy',
    remedy:
      "decide in one place: workflowIdConflictPolicy for a running execution ('TERMINATE_EXISTING' replaces it), workflowIdReusePolicy for closed ones",
  },
  {
    pattern: /invalid UTF-8/i,
    what: 'a text that is not Unicode (half of a surrogate pair)',
    remedy:
      'cut texts by characters, not by UTF-16 units ([...text].slice(0, n).join("")), and ids to what is printable',
  },
  {
    pattern: /StartDelay|startDelay/,
    what: 'startDelay',
    value: option('startDelay'),
    remedy: 'use either startDelay or cronSchedule, and no negative delay',
  },
];

const RESET = /reset|Workflow task finish ID|StateRebuilder|must be at the boundary/i;

/** Values that the server does not take. */
export const refusedValue: Translator = ({ grpc, error, call }) => {
  const text = grpc?.message ?? error.message;
  const { operation } = call;
  if (operation.endsWith('.resetWorkflowExecution') && grpc?.code === GRPC.INVALID_ARGUMENT && RESET.test(text)) {
    const { workflowTaskFinishEventId, workflowExecution } = (call.request ?? {}) as ResetRequest;
    const workflowId = workflowExecution?.workflowId ?? '';
    return HR4060.problem({ workflowId, eventId: String(workflowTaskFinishEventId), reason: text });
  }
  if (grpc?.code !== GRPC.INVALID_ARGUMENT && grpc?.code !== GRPC.INTERNAL) return undefined;
  const refusal = REFUSALS.find(({ pattern }) => pattern.test(text));
  if (refusal === undefined) return undefined;
  const { workflowId } = (call.options ?? {}) as { readonly workflowId?: unknown };
  const id = call.workflowId ?? workflowId;
  if (refusal.id && id != null && typeof (id as unknown) !== 'string') {
    const facts = {
      what: 'the workflow id, which is no text:',
      value: showValue(id),
      remedy:
        typeof (id as unknown) === 'object' ? 'pass the id itself: handle.workflowId, say' : 'pass a text: String(id)',
    };
    return HR4033.problem({ operation, ...facts, reason: text });
  }
  const value = refusal.value?.(call);
  return HR4033.problem({
    operation,
    what: refusal.what,
    remedy: refusal.remedy,
    reason: text,
    ...(value != null && { value: showValue(value) }),
  });
};

interface ResetRequest {
  readonly workflowTaskFinishEventId?: unknown;
  readonly workflowExecution?: { readonly workflowId?: string };
}
