/** Waits as long as it is told to; the signal ends it. */
import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export async function longWait(how: 'sleep' | 'condition', duration: number): Promise<string> {
  let finished = false;
  setHandler(defineSignal('finish'), () => void (finished = true));
  const wait = how === 'sleep' ? sleep(duration) : condition(() => false, duration);
  await Promise.race([wait, condition(() => finished)]);
  return 'waited';
}
