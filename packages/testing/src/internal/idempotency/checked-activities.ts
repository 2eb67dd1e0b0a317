interface Known {
  readonly verdict?: string;
  readonly exempt?: string;
}

// One list for the process, also where this package is loaded twice: once as CommonJS, once through a bundler.
const KEY = Symbol.for('@handrail/testing.checked-activities');

export function checkedActivities(): Map<string, Known> {
  const holder = globalThis as { [KEY]?: Map<string, Known> };
  return (holder[KEY] ??= new Map<string, Known>());
}
