// The mistakes that rules report, so that a test shows what becomes of them on a real server. None of them is worth imitating.
import {
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  deprecatePatch,
  patched,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

interface Activities {
  charge(id: string): Promise<string>;
  decline(id: string): Promise<string>;
}

const { charge, decline } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 1 },
});

export const query = defineQuery('query');
export const update = defineUpdate<string, [number]>('update');
export const close = defineSignal('close');

export async function spinning(): Promise<void> {
  for (;;) {
    try {
      await sleep('1 day');
    } catch {
      continue;
    }
  }
}

export async function renewing(isSecond = false): Promise<void> {
  try {
    await sleep('1 day');
  } catch (error) {
    if (isSecond) throw error;
  }
  await continueAsNew<typeof renewing>(true);
}

export async function allFailed(ids: string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const id of ids) {
    try {
      await sleep('1 day');
    } catch {
      failed.push(id);
    }
  }
  return failed;
}

export async function cleaning(isShielded: boolean): Promise<void> {
  try {
    await sleep('1 day');
  } finally {
    await (isShielded ? CancellationScope.nonCancellable(() => charge('order')) : charge('order'));
  }
}

export async function hanging(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 86_400_000));
}

export async function floatingContinueAsNew(): Promise<void> {
  void continueAsNew<typeof floatingContinueAsNew>();
  await sleep('1 day');
}

export async function swallowedContinueAsNew(): Promise<string | undefined> {
  try {
    await continueAsNew<typeof swallowedContinueAsNew>();
  } catch {
    return 'completed';
  }
  return undefined;
}

export function synchronous(): void {
  void charge('order');
}

export function* generator(): Generator<Promise<string>> {
  yield charge('order');
}

export async function busyOnTheClock(): Promise<void> {
  const end = Date.now() + 1;
  while (Date.now() < end) {
    // Never ends.
  }
}

export async function busyOnPromises(): Promise<void> {
  for (;;) await Promise.resolve();
}

export async function floatingActivity(): Promise<string> {
  void charge('order');
  return 'done';
}

export async function floatingFailure(): Promise<void> {
  void decline('order');
  await sleep('1 day');
}

export async function asyncHandlers(): Promise<number> {
  let isOpen = true;
  let total = 0;
  setHandler(query, async () => 'answer');
  setHandler(
    update,
    (cents) => {
      total += cents;
      return 'accepted';
    },
    {
      validator: async (cents) => {
        if (cents < 0) throw new Error('refused');
      },
    },
  );
  setHandler(close, () => {
    isOpen = false;
  });
  await condition(() => !isOpen);
  return total;
}

export async function lateHandlers(): Promise<void> {
  let isOpen = true;
  setHandler(close, () => {
    isOpen = false;
  });
  await condition(() => !isOpen);
  setHandler(query, () => 'answer');
  setHandler(update, () => 'accepted');
  await sleep('1 day');
}

export async function unfinishedHandler(): Promise<void> {
  let isOpen = true;
  setHandler(update, async () => {
    await sleep('1 day');
    return 'too late';
  });
  setHandler(close, () => {
    isOpen = false;
  });
  await condition(() => !isOpen);
}

export async function whatArrives(at: Date, items: Map<string, number>): Promise<string> {
  return `${typeof at} ${JSON.stringify(items)} ${items instanceof Map}`;
}

export async function deprecatedInUse(): Promise<boolean> {
  deprecatePatch('change');
  return patched('change');
}

export default async function anyType(): Promise<string> {
  return workflowInfo().workflowType;
}
