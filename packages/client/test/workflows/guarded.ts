import { defineSignal, defineUpdate, setHandler } from '@handrail/workflow';

export const ping = defineUpdate<string>('ping');
export const nudge = defineSignal('nudge');

/** Ends at once, and takes an update or a signal with its start: whatever door started it, the call returns. */
export async function guarded(): Promise<string> {
  setHandler(ping, () => 'pong');
  setHandler(nudge, () => undefined);
  await Promise.resolve();
  return 'done';
}
