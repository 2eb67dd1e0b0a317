import {
  ApplicationFailure,
  continueAsNew,
  defineSignal,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  proxyLocalActivities,
} from '@handrail/workflow';

const { produce } = proxyActivities<{ produce(mistake: string): Promise<unknown> }>({
  startToCloseTimeout: '20 seconds',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 3 },
});

const { take } = proxyActivities<{ take(value: unknown): Promise<unknown> }>({ startToCloseTimeout: '20 seconds' });

/** Runs an activity that sends something that it should not. */
export async function producing(mistake: string): Promise<unknown> {
  return await produce(mistake);
}

const LARGE = 3 * 1_048_576;

/** What of a workflow's own values is too large or cannot be serialised. */
export async function sending(
  door: string,
  mistake: 'bigint' | 'circle' | 'deep' | 'getter' | 'large' | 'none',
): Promise<unknown> {
  const value = valueOf(mistake);
  switch (door) {
    case 'activity':
      return await take(value);
    case 'child':
      return await executeChild(sending, { args: ['result', value as 'none'] });
    case 'continueAsNew':
      return await continueAsNew<typeof sending>('result', value as 'none');
    case 'signal':
      await getExternalWorkflowHandle('nobody').signal(defineSignal<[unknown]>('nudge'), value);
      return 'signalled';
    default:
      return value;
  }
}

function valueOf(mistake: string): unknown {
  if (mistake === 'bigint') return { items: [{ sku: '4111', price: 3n }] };
  if (mistake === 'large') return { photo: 'x'.repeat(LARGE) };
  if (mistake === 'deep') return { tree: nested(20_000) };
  if (mistake === 'getter') return { sku: '4111', price: unreadable() };
  if (mistake !== 'circle') return 'ok';
  const circle: Record<string, unknown> = {};
  circle['lines'] = [{ order: circle }];
  return circle;
}

function nested(depth: number): unknown {
  let tree: unknown = {};
  for (let level = 0; level < depth; level++) tree = { tree };
  return tree;
}

function unreadable(): unknown {
  return {
    toJSON() {
      throw new Error('no price yet');
    },
  };
}

/** Returns what JSON has no form for. */
export async function returningFunction(): Promise<unknown> {
  return () => 1;
}

/** Throws the class, where an instance was meant. */
export async function throwingClass(): Promise<void> {
  throw ApplicationFailure as unknown as Error;
}

/** Calls a local activity that the worker does not have. */
export async function missingLocally(): Promise<void> {
  const { chargeCard } = proxyLocalActivities<{ chargeCard(): Promise<void> }>({ startToCloseTimeout: '5 seconds' });
  await chargeCard();
}
