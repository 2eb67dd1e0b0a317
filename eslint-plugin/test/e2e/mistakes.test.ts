import { randomUUID } from 'node:crypto';
import * as sdkClient from '@temporalio/client';
import type { WorkflowHandle, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import * as sdkWorker from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { type Rig, runWorker } from '../../../test-support/run-worker.js';

// What the rules say of a mistake, looked up on a real server with the SDK as it is.

const workflows = new URL('../workflows/mistakes.ts', import.meta.url);
const activities = {
  async charge(id: string) {
    return `charged ${id}`;
  },
  async decline() {
    throw new Error('declined');
  },
};

type Started = WorkflowHandleWithFirstExecutionRunId & { readonly eventTypes: () => Promise<string[]> };

/** Starts a workflow, and ends it when the test is done. */
async function mistake<T>(
  workflow: string,
  look: (handle: Started, rig: Rig) => Promise<T>,
  { args = [], file = workflows }: { readonly args?: unknown[]; readonly file?: URL } = {},
): Promise<T> {
  return await runWorker(
    {
      workflows: file,
      activities,
      workerPackage: sdkWorker,
      clientPackage: sdkClient,
      noReplay: 'it is about mistakes',
    },
    async (rig) => {
      const workflowId = randomUUID();
      const handle = await rig.client.workflow.start(workflow, { workflowId, taskQueue: rig.taskQueue, args });
      const eventTypes = async () => (await historyOf(handle)).map(([type]) => type);
      try {
        return await look(Object.assign(handle, { eventTypes }), rig);
      } finally {
        await rig.client.workflow
          .getHandle(workflowId)
          .terminate()
          .catch(() => undefined);
      }
    },
  );
}

async function historyOf(handle: WorkflowHandle): Promise<[type: string, failure: string][]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).map((event) => {
    const type = Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '';
    return [type.replace('EventAttributes', ''), event.workflowTaskFailedEventAttributes?.failure?.message ?? ''];
  });
}

/** Waits until a task of the workflow has failed, and gives the message. */
async function taskFailure(handle: WorkflowHandle): Promise<string> {
  for (;;) {
    const failed = (await historyOf(handle)).find(([type]) => /^workflowTask(?:Failed|TimedOut)$/.test(type));
    if (failed !== undefined) return `${failed[0]} ${failed[1]}`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function firstTaskDone(handle: Started): Promise<void> {
  while (!(await handle.eventTypes()).includes('workflowTaskCompleted')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function cancelled(handle: Started): Promise<void> {
  await firstTaskDone(handle);
  await handle.cancel();
}

describe('no-swallowed-cancellation', () => {
  it('a loop that swallows it blocks the worker until the task is given up', async () => {
    const failure = await mistake('spinning', async (handle) => {
      await cancelled(handle);
      return await taskFailure(handle);
    });
    expect(failure).toMatch(/Script execution timed out/);
  });

  it('a workflow that swallows it and continues as new runs on, not cancelled', async () => {
    const status = await mistake('renewing', async (handle, { client }) => {
      await cancelled(handle);
      const latest = client.workflow.getHandle(handle.workflowId);
      let description = await latest.describe();
      while (description.runId === handle.firstExecutionRunId) description = await latest.describe();
      const types = (await latest.fetchHistory()).events?.some(
        (event) => event.workflowExecutionCancelRequestedEventAttributes,
      );
      return [description.status.name, Boolean(types)];
    });
    expect(status).toEqual(['RUNNING', false]);
  });

  it('a loop over items that swallows it counts them all as failed, and completes', async () => {
    const failed = await mistake(
      'allFailed',
      async (handle) => {
        await cancelled(handle);
        return (await handle.result()) as string[];
      },
      { args: [['a', 'b', 'c']] },
    );
    expect(failed).toEqual(['a', 'b', 'c']);
  });
});

describe('cleanup-in-non-cancellable-scope', () => {
  it.each([false, true])(
    'what a finally calls is scheduled in a non-cancellable scope only (%s)',
    async (isShielded) => {
      const types = await mistake(
        'cleaning',
        async (handle) => {
          await cancelled(handle);
          await handle.result().catch(() => undefined);
          return await handle.eventTypes();
        },
        { args: [isShielded] },
      );
      expect(types.includes('activityTaskScheduled')).toBe(isShielded);
    },
  );
});

describe('prefer-sleep', () => {
  it('a promise that setTimeout resolves is never settled once the workflow is cancelled', async () => {
    const types = await mistake('hanging', async (handle) => {
      await cancelled(handle);
      while (!(await handle.eventTypes()).includes('timerCanceled')) await firstTaskDone(handle);
      return [...(await handle.eventTypes()).slice(-2), (await handle.describe()).status.name];
    });
    expect(types).toEqual(['workflowTaskCompleted', 'timerCanceled', 'RUNNING']);
  });
});

describe('await-continue-as-new', () => {
  it('one that nobody waits for fails the task', async () => {
    expect(await mistake('floatingContinueAsNew', taskFailure)).toMatch(/Unhandled Promise rejection/);
  });

  it('one that a catch swallows does nothing', async () => {
    expect(await mistake('swallowedContinueAsNew', async (handle) => await handle.result())).toBe('completed');
  });
});

describe('async-workflows', () => {
  it.each([['synchronous'], ['generator']])('%s: it completes at once, and no activity runs', async (workflow) => {
    const types = await mistake(workflow, async (handle) => {
      await handle.result();
      return await handle.eventTypes();
    });
    expect(types.at(-1)).toBe('workflowExecutionCompleted');
    expect(types).not.toContain('activityTaskStarted');
  });
});

describe('no-busy-loop', () => {
  it.each(['busyOnTheClock', 'busyOnPromises'])('%s never ends', async (workflow) => {
    expect(await mistake(workflow, taskFailure)).toMatch(/Script execution timed out/);
  });
});

describe('no-floating-promises', () => {
  it('an activity that nobody waits for is not run where the workflow ends', async () => {
    const types = await mistake('floatingActivity', async (handle) => {
      await handle.result();
      return await handle.eventTypes();
    });
    expect(types).not.toContain('activityTaskStarted');
  });

  it('its failure fails the task', async () => {
    expect(await mistake('floatingFailure', taskFailure)).toMatch(/Unhandled Promise rejection/);
  });
});

describe('handlers', () => {
  it('synchronous-query-handlers: a query whose handler gives a promise fails', async () => {
    const query = mistake('asyncHandlers', async (handle) => await handle.query('query'));
    await expect(query).rejects.toThrow(/Query handlers should not return a Promise/);
  });

  it('synchronous-update-validators: an async validator refuses nothing', async () => {
    const answer = await mistake('asyncHandlers', async (handle) => {
      const accepted = await handle.executeUpdate('update', { args: [5] });
      const failure = await Promise.race([
        handle.executeUpdate('update', { args: [-5] }).catch((error: unknown) => `refused: ${String(error)}`),
        taskFailure(handle),
      ]);
      return [accepted, failure];
    });
    expect(answer).toEqual(['accepted', expect.stringMatching(/^accepted$|Unhandled Promise rejection/)]);
  });

  it('handlers-before-first-await: queries and updates fail until a late handler is registered', async () => {
    await mistake('lateHandlers', async (handle) => {
      await firstTaskDone(handle);
      await expect(handle.query('query')).rejects.toThrow(/did not register a handler/);
      await expect(handle.executeUpdate('update', { args: [1] })).rejects.toThrow(/Workflow Update failed/);
      await handle.signal('close');
      while ((await handle.query('query').catch(() => undefined)) === undefined) await firstTaskDone(handle);
    });
  });

  it('await-all-handlers: an update whose handler is at work when the workflow ends fails', async () => {
    await mistake('unfinishedHandler', async (handle) => {
      const update = await handle.startUpdate('update', { args: [1], waitForStage: 'ACCEPTED' });
      await handle.signal('close');
      await expect(update.result()).rejects.toMatchObject({
        cause: { message: 'Workflow Update failed because the Workflow completed before the Update completed.' },
      });
    });
  });
});

describe('contracts', () => {
  it('serializable-payloads: a Date arrives as a string, a Map as an empty object', async () => {
    const args = [new Date(), new Map([['a', 1]])];
    expect(await mistake('whatArrives', async (handle) => await handle.result(), { args })).toBe('string {} false');
  });

  it('no-default-export-workflow: a default export runs for a type that does not exist', async () => {
    expect(await mistake('ordr', async (handle) => await handle.result())).toBe('ordr');
  });
});

describe('versioning', () => {
  it('no-patched-at-module-scope: no workflow of the bundle starts', async () => {
    const file = new URL('../workflows/patched-when-loaded.ts', import.meta.url);
    expect(await mistake('order', taskFailure, { file })).toMatch(/Patches cannot be used before Workflow starts/);
  });

  it('no-deprecated-patch-in-use: patched answers true once it is deprecated', async () => {
    expect(await mistake('deprecatedInUse', async (handle) => await handle.result())).toBe(true);
  });
});
