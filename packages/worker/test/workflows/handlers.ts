// Handlers and waits that look right and do nothing, and those that throw; one a workflow.
import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyLocalActivities,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  Trigger,
} from '@handrail/workflow';

const approve = defineSignal('approve');
const finish = defineSignal('finish');
const pay = defineUpdate<string, [number]>('pay');
const state = defineQuery<string>('state');

async function untilFinished(): Promise<void> {
  let finished = false;
  setHandler(finish, () => void (finished = true));
  await condition(() => finished);
}

async function withValidator(validator: unknown): Promise<void> {
  setHandler(pay, async (cents) => `paid ${cents}`, { validator: validator as (cents: number) => void });
  await untilFinished();
}

export const saysNo = () => withValidator((cents: number) => cents > 0);
export const returnsAnError = () => withValidator(() => new Error('the amount must be positive'));
export const validatesLater = () => withValidator(async () => sleep(1));
export const saysYes = () => withValidator(() => true);
export const parses = () => withValidator((cents: number) => ({ cents }));
export const rejects = () =>
  withValidator((cents: number) => {
    if (cents <= 0) throw new Error('the amount must be positive');
  });

export async function guardsASignal(): Promise<void> {
  setHandler(approve, () => undefined, { validator: () => undefined } as object);
  await untilFinished();
}

export async function misspellsItsValidator(): Promise<void> {
  setHandler(pay, (_cents) => 'paid', { validater: () => undefined } as object);
  await untilFinished();
}

export async function describesItsHandlers(): Promise<void> {
  setHandler(approve, () => undefined, { description: 'by a human' });
  setHandler(state, () => 'open', { description: 'how far it is' });
  setHandler(pay, (_cents) => 'paid', { description: 'money', validator: (_cents) => undefined });
  await untilFinished();
}

export async function waitsForAPromise(): Promise<string> {
  await condition((async () => false) as unknown as () => boolean);
  return 'went on';
}

export async function waitsForATrigger(): Promise<string> {
  const trigger = new Trigger<void>();
  await condition((() => trigger) as unknown as () => boolean);
  return 'went on';
}

export async function waitsForAnObject(): Promise<string> {
  const order = { id: 'o1' };
  await condition((() => order) as unknown as () => boolean);
  return 'went on';
}

export async function throwsOnSignal(): Promise<void> {
  setHandler(approve, () => {
    throw new Error('bad amount');
  });
  await untilFinished();
}

export async function throwsAfterSignal(): Promise<void> {
  setHandler(approve, async () => {
    await sleep(1);
    throw new Error('bad amount');
  });
  await untilFinished();
}

export async function throwsOnUpdate(): Promise<void> {
  setHandler(pay, async () => {
    throw new Error('bad amount');
  });
  await untilFinished();
}

export async function throwsOnAnySignal(): Promise<void> {
  setDefaultSignalHandler((name) => {
    throw new Error(`unknown signal ${name}`);
  });
  await untilFinished();
}

export async function refusesAnUpdate(): Promise<void> {
  setHandler(pay, async () => {
    throw ApplicationFailure.nonRetryable('the card was declined', 'CardDeclined');
  });
  await untilFinished();
}

export const sleepsUntil = () => sleep(Date.now() + 1_000);
export const waitsUntil = () => condition(() => false, Date.now() + 1_000);
export const setsATimeoutUntil = () => new Promise((resolve) => setTimeout(resolve, Date.now() + 1_000));
export const sleepsForWhatIsLeft = () => sleep(Date.now() + 1 - Date.now());

export async function givesALocalActivityAHeartbeat(): Promise<unknown> {
  const options = { startToCloseTimeout: '5 seconds', heartbeatTimeout: '1 second' } as object;
  return await proxyLocalActivities<{ charge(): Promise<string> }>(options).charge();
}
