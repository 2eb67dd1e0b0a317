// The same workflows after a deployment: one that was mended, one that was broken.
export * from './dawn-watch';
import { awaitApproval, runActivity } from './dawn-watch';

export async function deployed(): Promise<void> {
  await runActivity('work');
  await awaitApproval();
}

export async function mended(): Promise<void> {
  await awaitApproval();
}
