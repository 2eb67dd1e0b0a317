import { BoundedSet, type GuardHost, logProblem, showValue } from '@handrail/common/host';
import { HandrailError, HR8004, HR8005, type Problem } from '@handrail/errors';
import { type Activated, millisecondsIn } from './watch-activations';

const told = new BoundedSet(1_000);

/**
 * HR8004: a patch whose id is no text. The first run goes well, and the replay of it takes the other branch, so it is stopped
 * before the history has it; as every guard in workflow code, not while replaying, and not where the execution was begun without us.
 *
 * @returns the text with which the workflow task fails
 */
export function refuseNamelessPatches(activated: Activated, host: GuardHost): string | undefined {
  const { info, activation, commands, startedUnderHandrail } = activated;
  if (activation.isReplaying === true) return undefined;
  for (const command of commands) reportComputedId(command['setPatchMarker'], activated, host);
  const problem = commands.map((command) => problemOf(command['setPatchMarker'], info.workflowType)).find(Boolean);
  if (problem === undefined) return undefined;
  const { namespace, workflowId, runId, workflowType } = info;
  const isRefused = startedUnderHandrail || host.policy.workflow.startedElsewhere === 'enforce';
  const context = { links: host.policy.links, inspect: { namespace, workflowId, runId } };
  try {
    host.judge({ ...problem, disposition: isRefused ? 'refuse' : 'warn' }, workflowType, context);
    return undefined;
  } catch (error) {
    if (!HandrailError.isInstance(error)) return undefined;
    // Each attempt fails anew.
    if (told.add(`${workflowType} ${problem.head}`)) logProblem(problem, context, { workflowType, workflowId, runId });
    return error.message;
  }
}

function problemOf(marker: unknown, workflow: string): Problem | undefined {
  if (typeof marker !== 'object' || marker === null) return undefined;
  const { patchId, deprecated } = marker as { readonly patchId?: unknown; readonly deprecated?: unknown };
  if (typeof patchId === 'string') return undefined;
  const call = deprecated === true ? 'deprecatePatch' : 'patched';
  return HR8004.problem({ workflow, call, id: showValue(patchId) });
}

/** The ids that workflows have given to what looks like one patch: the same id each time is a constant, however odd. */
const idsOf = new Map<string, string>();
const MOST_PATCHES = 1_000;

/** HR8005: an id that was made of the time or of random ids. It holds in a replay, so it is only told. */
function reportComputedId(marker: unknown, { info, activation }: Activated, host: GuardHost): void {
  const { patchId, deprecated } = (marker ?? {}) as { readonly patchId?: unknown; readonly deprecated?: unknown };
  if (typeof patchId !== 'string' || activation.isReplaying === true) return;
  const { namespace, workflowId, runId, workflowType } = info;
  // An id that holds that of its execution is another matter.
  if (patchId.includes(workflowId)) return;
  const part = isNow(patchId, millisecondsIn(activation.timestamp)) ? 'the time' : randomPart(patchId, workflowType);
  if (part === undefined) return;
  const call = deprecated === true ? 'deprecatePatch' : 'patched';
  const problem = HR8005.problem({ workflow: workflowType, call, id: showValue(patchId), part });
  host.judge(problem, workflowType, { inspect: { namespace, workflowId, runId } });
}

const HOUR = 3_600_000;

/** Whether an id has the time in it at which it was made. */
function isNow(id: string, now = NaN): boolean {
  const times = [
    ...(id.match(/(?<!\d)\d{13}(?!\d)/g) ?? []).map(Number),
    ...(id.match(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g) ?? []).map((text) => Date.parse(text)),
  ];
  return times.some((time) => Math.abs(time - now) < HOUR);
}

const RANDOM = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<!\d)0\.\d{8,}/gi;

/** Whether what was random in an id before is something else now. */
function randomPart(id: string, workflowType: string): string | undefined {
  const patch = `${workflowType} ${id.replace(RANDOM, '*')}`;
  if (patch === `${workflowType} ${id}`) return undefined;
  const before = idsOf.get(patch);
  if (before === undefined && idsOf.size < MOST_PATCHES) idsOf.set(patch, id);
  return before === undefined || before === id ? undefined : 'a random part';
}
