// Never ends by itself: only a timeout or somebody else does it.
import { condition } from '@handrail/workflow';

export async function forever(): Promise<void> {
  await condition(() => false);
}
