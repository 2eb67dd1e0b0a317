// Its second run does something else on replay: what the rig has to notice.
import { continueAsNew, sleep, workflowInfo } from '@handrail/workflow';

export async function unfaithful(run: number): Promise<void> {
  if (run === 1) await continueAsNew<typeof unfaithful>(2);
  if (!workflowInfo().unsafe.isReplaying) await sleep(1);
}
