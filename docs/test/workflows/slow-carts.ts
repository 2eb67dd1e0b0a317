// A cart in which each item takes its time, and a list of them does not.
import { condition, defineUpdate, setHandler, sleep } from '@handrail/workflow';

export async function cart(): Promise<void> {
  setHandler(defineUpdate<void, [string]>('add'), () => sleep('1 hour'));
  setHandler(defineUpdate<number, [string[]]>('addAll'), (items) => items.length);
  await condition(() => false);
}
