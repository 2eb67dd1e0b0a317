// `bench-sdk` is aliased to `@temporalio/workflow` or `@handrail/workflow`: both sides run the same source.
import { condition, defineSignal, proxyActivities, setHandler, sleep } from 'bench-sdk';

const { step } = proxyActivities<{ step(input: string): Promise<string> }>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second' },
});

/** Five activities and a timer: an ordinary short workflow. */
export async function steps(): Promise<string> {
  let value = 'start';
  for (let index = 0; index < 5; index++) value = await step(value);
  await sleep(1);
  return value;
}

export const finish = defineSignal('finish');

/** Waits in the cache until it is told to finish. */
export async function idle(): Promise<void> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
}
