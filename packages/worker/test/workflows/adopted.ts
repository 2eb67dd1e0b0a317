/**
 * Does a little of everything, waits for a signal in the middle, and goes on as a new run: what is in flight when a team
 * adopts Handrail, or gives it up again.
 */
import {
  condition,
  continueAsNew,
  defineSignal,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

interface Activities {
  note(text: string): Promise<string>;
}

export const proceed = defineSignal('proceed');

export interface AdoptedInput {
  /** How long the first activity may run; 3 hours without a heartbeat break a guard. */
  readonly firstTimeout: '1 minute' | '3 hours';
  readonly notes?: readonly string[];
}

export async function adopted({ firstTimeout, notes: before = [] }: AdoptedInput): Promise<readonly string[]> {
  const { note } = proxyActivities<Activities>({ startToCloseTimeout: firstTimeout });
  const { note: noteLocally } = proxyLocalActivities<Activities>({ startToCloseTimeout: '10 seconds' });
  let mayProceed = false;
  setHandler(proceed, () => {
    mayProceed = true;
  });

  const notes = [...before, await note('activity'), await noteLocally('local activity')];
  notes.push(await executeChild(adoptedChild, { args: ['child'] }));
  await sleep(1);
  await condition(() => mayProceed);

  // In an execution that was started without Handrail this breaks a guard and is only warned of.
  const { note: noteForHours } = proxyActivities<Activities>({ startToCloseTimeout: '3 hours' });
  notes.push(await noteForHours('long activity'));
  notes.push(await executeChild(adoptedChild, { args: ['another child'] }));
  if (before.length === 0) await continueAsNew<typeof adopted>({ firstTimeout, notes });
  return notes;
}

export async function adoptedChild(text: string): Promise<string> {
  await sleep(1);
  return text;
}
