// Mistakes that the bare SDK passes over in silence, or that stop a whole worker; one a workflow.
import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  proxyActivities,
  proxySinks,
  setDefaultSignalHandler,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';

const { charge } = proxyActivities<{ charge(): Promise<string> }>({ startToCloseTimeout: '10 seconds' });
const approve = defineSignal('approve');
const finish = defineSignal('finish');
const total = defineQuery<unknown>('total');

async function untilFinished(): Promise<void> {
  let finished = false;
  setHandler(finish, () => void (finished = true));
  await condition(() => finished);
}

export async function queriesAnActivity(): Promise<string> {
  setHandler(total, () => void charge());
  await untilFinished();
  return await charge();
}

export async function queriesATimer(): Promise<void> {
  setHandler(total, () => void sleep('1 minute'));
  await untilFinished();
}

export async function answersWithBigInt(): Promise<void> {
  setHandler(total, () => ({ cents: 1n }));
  await untilFinished();
}

export async function signalsNobody(): Promise<void> {
  await getExternalWorkflowHandle('order-gone').signal(finish);
}

export async function cancelsNobody(): Promise<void> {
  await getExternalWorkflowHandle('order-gone').cancel();
}

export async function signalsWithOptions(): Promise<void> {
  await getExternalWorkflowHandle('order-gone').signal('addItem', { args: ['book'] });
}

export async function answersUpdatesWithBigInt(): Promise<void> {
  const first = defineUpdate<void>('first');
  const price = defineUpdate<unknown>('price');
  let finished = false;
  setHandler(first, () => condition(() => finished));
  setHandler(price, async () => {
    await sleep(1);
    return { cents: 1n };
  });
  setHandler(finish, () => void (finished = true));
  await condition(() => finished);
}

export async function usesFetchByAnotherName(): Promise<unknown> {
  const { fetch: get } = globalThis;
  return await get('https://example.com');
}

export async function lacksItsOwnFunction(api: { get?: () => Promise<void> } = {}): Promise<void> {
  const { get } = api;
  await (get as () => Promise<void>)();
}

export async function onlyReads(): Promise<void> {
  setHandler(total, () => 500);
  await untilFinished();
}

export async function hearsApprovals(): Promise<void> {
  setHandler(approve, () => undefined);
  await untilFinished();
}

export async function hearsLate(): Promise<string> {
  await charge();
  let heard = '';
  setHandler(approve, () => void (heard = 'approved'));
  await condition(() => heard !== '');
  return heard;
}

export async function hearsAnything(): Promise<string> {
  let heard = '';
  setDefaultSignalHandler((name) => void (heard = name));
  await condition(() => heard !== '');
  return heard;
}

export async function setsUnknownAttribute(): Promise<void> {
  upsertSearchAttributes({ NoSuchAttribute: ['new'] });
  await untilFinished();
}

const sinks = proxySinks<Record<string, Record<string, (what: unknown) => void>>>();

export async function callsNoSink(): Promise<void> {
  sinks['metrics']!['cuont']!('orders');
}

export async function callsBadSink(): Promise<void> {
  sinks['metrics']!['fail']!('orders');
}

export async function callsGoodSink(): Promise<void> {
  sinks['metrics']!['count']!('orders');
}

export async function throwsNothing(): Promise<void> {
  await Promise.reject();
}
