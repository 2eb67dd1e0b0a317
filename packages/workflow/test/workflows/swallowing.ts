import {
  type ActivityOptions,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@handrail/workflow';

interface Activities {
  charge(): Promise<string>;
  refund(): Promise<string>;
}

// A variable of the SDK's type: what the compiler could see it would refuse.
const options: ActivityOptions = { startToCloseTimeout: '1 minute', scheduleToStartTimeout: 5_000 };
const { charge } = proxyActivities<Activities>(options);
const { refund } = proxyActivities<Activities>();

export type Attempt = 'compensate' | 'ignore' | 'catch later' | 'all settled' | 'after a timer';

/** Tries to catch a refusal as if it were a failed activity. */
export async function swallowing(attempt: Attempt): Promise<string> {
  switch (attempt) {
    case 'after a timer':
      await sleep(1);
      return await compensating();
    case 'compensate':
      return await compensating();
    case 'ignore':
      try {
        await charge();
      } catch {
        // As if nothing had happened.
      }
      return 'completed';
    case 'catch later':
      void Promise.resolve()
        .then(charge)
        .catch(() => 'swallowed');
      await sleep(1);
      return 'completed';
    case 'all settled':
      await CancellationScope.nonCancellable(() => Promise.allSettled([charge(), refund()]));
      return 'completed';
  }
}

async function compensating(): Promise<string> {
  try {
    await charge();
  } catch {
    await refund();
  }
  return 'completed';
}

export const pay = defineUpdate<string>('pay');
export const finish = defineSignal('finish');

/** Swallows a refusal in an update handler. */
export async function updating(): Promise<void> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  setHandler(pay, async () => {
    try {
      await charge();
    } catch {
      return 'swallowed';
    }
    return 'charged';
  });
  await condition(() => finished);
}
