import type * as sdk from '@temporalio/workflow';

interface Activities {
  note(text: string): Promise<string>;
}

export interface AdoptedInput {
  /** How long the first activity may run; 4 hours without a heartbeat break a guard. */
  readonly firstTimeout: '1 minute' | '4 hours';
  readonly notes?: readonly string[];
}

/**
 * Workflows as they are in flight when a team adopts Handrail, or gives it up again: a little of everything, a signal to
 * wait for in the middle, and a second run.
 *
 * @param workflow what the workflow's file imports: the SDK's package or its mirror
 */
export function adoptedWith(workflow: typeof sdk) {
  const { condition, continueAsNew, defineSignal, executeChild, setHandler, sleep } = workflow;
  const proceed = defineSignal('proceed');

  async function adopted({ firstTimeout, notes: before = [] }: AdoptedInput): Promise<readonly string[]> {
    const { note } = workflow.proxyActivities<Activities>({ startToCloseTimeout: firstTimeout });
    const local = workflow.proxyLocalActivities<Activities>({ startToCloseTimeout: '10 seconds' });
    let mayProceed = false;
    setHandler(proceed, () => {
      mayProceed = true;
    });

    const notes = [...before, await note('activity'), await local.note('local activity')];
    notes.push(await executeChild(adoptedChild, { args: ['child'] }));
    await sleep(1);
    await condition(() => mayProceed);

    // In an execution that was started without Handrail this breaks a guard and is only warned of.
    const long = workflow.proxyActivities<Activities>({ startToCloseTimeout: '3 hours' });
    notes.push(await long.note('long activity'));
    notes.push(await executeChild(adoptedChild, { args: ['another child'] }));
    if (before.length === 0) await continueAsNew<typeof adopted>({ firstTimeout, notes });
    return notes;
  }

  async function adoptedChild(text: string): Promise<string> {
    await sleep(1);
    return text;
  }

  return { adopted, adoptedChild, proceed };
}
