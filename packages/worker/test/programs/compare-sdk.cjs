// Loads the SDK, takes down every property that can be reached from its modules and from globalThis, loads Handrail, and
// prints what has changed. A program of its own: a test runner has loaded and changed too much.
const SDK = ['activity', 'client', 'common', 'testing', 'worker', 'workflow', 'proto'].map(
  (name) => `@temporalio/${name}`,
);
const HANDRAIL = ['errors', 'common', 'activity', 'client', 'worker', 'testing', 'workflow'].map(
  (name) => `@handrail/${name}`,
);

// `@temporalio/proto` is a dependency of the SDK's packages, not of ours.
const paths = [__dirname, require.resolve('@temporalio/common')];
for (const name of SDK) require(require.resolve(name, { paths }));
const modules = Object.values(require.cache).filter(({ id }) => /[\\/]@temporalio[\\/]/.test(id));
// Node loads its own fetch, with globals of its own, when one of its classes is looked at for the first time.
void globalThis.Response;
const before = takeDown();
for (const name of HANDRAIL) require(name);
const after = takeDown();

const changed = [];
for (const [path, descriptor] of before) {
  const now = after.get(path);
  if (now === undefined) changed.push(`${path} is gone`);
  else if (Object.keys(descriptor).some((key) => !Object.is(descriptor[key], now[key])))
    changed.push(`${path} has changed`);
}
for (const path of after.keys()) if (!before.has(path)) changed.push(`${path} is new`);
console.log(JSON.stringify({ compared: before.size, changed }));

function takeDown() {
  const found = new Map();
  const seen = new Set();
  for (const key of Reflect.ownKeys(globalThis)) {
    found.set(`globalThis.${String(key)}`, Object.getOwnPropertyDescriptor(globalThis, key));
  }
  for (const { id, exports } of modules) visit(exports, id);
  return found;

  function visit(value, path) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      const at = `${path}#${String(key)}`;
      found.set(at, descriptor);
      if ('value' in descriptor) visit(descriptor.value, at);
    }
  }
}
