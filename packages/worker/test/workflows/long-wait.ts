/** Waits as long as it is told to; the signal ends it. */
import { extendSla } from '@handrail/workflow';
import { CancellationScope, condition, defineSignal, isCancellation, setHandler, sleep } from '@temporalio/workflow';

const finish = defineSignal('finish');

export async function longWait(how: 'sleep' | 'condition', duration: number): Promise<string> {
  let finished = false;
  setHandler(finish, () => void (finished = true));
  const wait = how === 'sleep' ? sleep(duration) : condition(() => false, duration);
  await Promise.race([wait, condition(() => finished)]);
  return 'waited';
}

/** Starts a timer and cancels it at once, without being told to wait: it never reaches the server. */
export async function noWait(how: 'met' | 'cancelled', duration: number): Promise<void> {
  if (how === 'met') return void (await condition(() => true, duration));
  const wait = CancellationScope.cancellable(async () => {
    const timer = sleep(duration);
    CancellationScope.current().cancel();
    await timer;
  });
  await wait.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}

/** Is given an SLA that lies behind the end of its run. */
export async function extended(duration: number): Promise<void> {
  let finished = false;
  setHandler(finish, () => void (finished = true));
  extendSla(duration);
  await condition(() => finished);
}
