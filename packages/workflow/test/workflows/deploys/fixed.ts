import { condition, defineSignal, proxyActivities, setHandler } from '@handrail/workflow';

export const approve = defineSignal('approve');

const { reserve } = proxyActivities<{ reserve(): Promise<string> }>();
const { charge } = proxyActivities<{ charge(): Promise<string> }>({ startToCloseTimeout: '3 minutes' });

/** The second deploy: as the first one, without the mistake. */
export async function order(): Promise<string[]> {
  let approved = false;
  setHandler(approve, () => {
    approved = true;
  });
  const reserved = await reserve();
  await condition(() => approved);
  return [reserved, await charge()];
}
