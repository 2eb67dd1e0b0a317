/** Does something with each of many, some at a time, in their order. The first error ends it. */
export async function inParallel<T>(items: Iterable<T>, most: number, act: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const work = async () => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: Math.max(1, most) }, work));
}
