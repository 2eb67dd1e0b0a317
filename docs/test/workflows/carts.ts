// Carts that take items one by one or as a list.
import { condition, defineSignal, defineUpdate, setHandler } from '@handrail/workflow';

export async function cart(): Promise<void> {
  const items: string[] = [];
  setHandler(defineUpdate<number, [string]>('add'), (item) => items.push(item));
  setHandler(defineSignal<[string]>('add'), (item) => void items.push(item));
  setHandler(defineUpdate<number, [string[]]>('addAll'), (more) => items.push(...more));
  setHandler(defineUpdate<string>('checkout'), () => 'done');
  await condition(() => false);
}
