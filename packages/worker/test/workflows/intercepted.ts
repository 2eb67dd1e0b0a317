// One workflow under many names, whose interceptors differ.
import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@handrail/workflow';

const { charge } = proxyActivities<{ charge(): Promise<string> }>();
const finish = defineSignal('finish');
const state = defineQuery<string>('state');

async function order(): Promise<string> {
  let finished = false;
  setHandler(finish, () => void (finished = true));
  setHandler(state, () => 'open');
  await condition(() => finished, '2 seconds');
  return await charge();
}

export const losesItsResult = order;
export const neverRuns = order;
export const losesSignals = order;
export const losesAnswers = order;
export const losesResults = order;
export const awaitsNothing = order;
export const answersItself = order;
export const handsOn = order;
export const isMisspelt = order;
export const isAClass = order;

/** What nobody awaits and what fails must go on failing the workflow task. */
export async function forgetsACharge(): Promise<void> {
  void charge();
  await condition(() => false, '1 minute');
}
