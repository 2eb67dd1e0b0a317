import {
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  extendSla,
  pauseSla,
  resumeSla,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@handrail/workflow';
import type { HandrailDuration } from '@handrail/common';

export const finish = defineSignal('finish');
export const again = defineSignal('again');
export const extend = defineUpdate<void, [by: HandrailDuration]>('extend');
export const pause = defineUpdate('pause');
export const resume = defineUpdate('resume');

/** Waits to be told to finish, to begin a new run, or to move its SLA. */
export async function waiting(): Promise<string> {
  let next = '';
  setHandler(finish, () => void (next = 'finish'));
  setHandler(again, () => void (next = 'again'));
  setHandler(extend, (by) => extendSla(by));
  setHandler(pause, () => pauseSla());
  setHandler(resume, () => resumeSla());
  await condition(() => next !== '');
  if (next === 'again') await continueAsNew<typeof waiting>();
  return 'finished';
}

/** Fails its first attempt at once; the second one waits. */
export async function failingOnce(): Promise<string> {
  if (workflowInfo().attempt === 1) throw ApplicationFailure.create({ message: 'once' });
  return await waiting();
}

/** Moves its deadline and fails in its first attempt; the second one waits. */
export async function failingMoved(): Promise<string> {
  if (workflowInfo().attempt > 1) return await waiting();
  extendSla('1 hour');
  throw ApplicationFailure.create({ message: 'once' });
}

/** Sleeps, and does nothing else. */
export async function sleeping(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
}

/** Sleeps for days with an extension and a pause on the way. */
export async function longWork(): Promise<void> {
  await sleep('3 days');
  extendSla('2 days');
  await sleep('3 days');
  pauseSla();
  await sleep('30 days');
  resumeSla();
  await sleep('10 days');
}

/** A child with an SLA of its own. */
export async function parent(sla: HandrailDuration, workflowId: string): Promise<void> {
  await executeChild(waiting, { workflowId, sla, searchAttributes: {} });
}

/** A child that gets what its parent was given. */
export async function parentWith(options: object, workflowId: string): Promise<void> {
  await startChild(waiting, { workflowId, ...options });
}

/** Catches its cancellation, and cleans up for a while. */
export async function cleaningUp(milliseconds: number): Promise<void> {
  try {
    await sleep('1 day');
  } catch {
    await CancellationScope.nonCancellable(() => sleep(milliseconds));
  }
}
