// What the tests of client errors ask, update, fail and end.
import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

export const status = defineQuery<string>('status');
export const boom = defineQuery<string>('boom');
export const nameless = defineQuery<string>('nameless');
export const slow = defineQuery<Promise<string>>('slow');
export const pay = defineUpdate<number, [number]>('pay');
export const charge = defineUpdate<number, [number]>('charge');
export const wait = defineUpdate('wait');
export const broken = defineUpdate('broken');
export const finish = defineSignal('finish');

/** Stays open, and answers. */
export async function answering(): Promise<string> {
  let done = false;
  setHandler(status, () => 'fine');
  setHandler(boom, () => {
    throw new Error('items are not loaded');
  });
  setHandler(nameless, () => {
    throw new Error('');
  });
  setHandler(slow, () => Promise.resolve('late'));
  setHandler(
    pay,
    (amount) => {
      if (amount > 1_000) throw ApplicationFailure.nonRetryable('declined', 'Declined');
      return amount;
    },
    {
      validator(amount) {
        if (amount <= 0) throw new Error('amount must be > 0');
      },
    },
  );
  setHandler(wait, () => sleep('1 hour'));
  setHandler(broken, () => {
    throw new TypeError('x is not a function');
  });
  setHandler(finish, () => {
    done = true;
  });
  await condition(() => done);
  return 'done';
}

const activities = proxyActivities<{ decline(): Promise<void>; hang(): Promise<void> }>({
  startToCloseTimeout: '1 second',
  retry: { maximumAttempts: 2, initialInterval: '10 milliseconds' },
});

/** Fails because of an activity that fails twice. */
export async function failing(): Promise<void> {
  await activities.decline();
}

/** Fails because of an activity that takes too long, twice. */
export async function hanging(): Promise<void> {
  await activities.hang();
}

/** Fails by its own decision. */
export async function refusing(): Promise<void> {
  await Promise.reject(ApplicationFailure.nonRetryable('no stock', 'OutOfStock'));
}

/** Fails because of its child. */
export async function parent(): Promise<void> {
  await executeChild(failing);
}

/** Returns more than the server takes. */
export async function tooMuch(): Promise<string> {
  return await Promise.resolve('x'.repeat(2_500_000));
}

/** Runs until somebody ends it. */
export async function sleeping(): Promise<void> {
  await sleep('1 hour');
}

/** Ends in another run. */
export async function continuing(more = true): Promise<void> {
  if (more) await continueAsNew<typeof continuing>(false);
}

/** Its workflow task fails for ever. */
export async function unwritten(): Promise<void> {
  await Promise.reject(new Error('not written yet'));
}
