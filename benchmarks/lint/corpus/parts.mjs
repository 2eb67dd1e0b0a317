// What the corpora of pairs share: by which rules a hazard may be told, and how the files of a case are given.

export const network = ['no-network', 'no-absent-global'];
export const absent = ['no-absent-global', 'no-network'];
export const zone = ['no-host-time-zone'];
export const locale = ['no-host-locale'];
export const clock = ['no-real-clock'];
export const environment = ['no-process-env'];
export const bundle = ['no-unbundlable-import'];
export const cancellation = ['no-swallowed-cancellation'];
export const cleanup = ['cleanup-in-non-cancellable-scope'];

/** One file, or several by their names. */
export const filesOf = (given) => (typeof given === 'string' ? { w: given } : given);

/** The files of a case twice, the same but for what stands in the place of `$IT`. */
export const both = (given, wrong, right) =>
  [wrong, right].map((word) =>
    Object.fromEntries(
      Object.entries(filesOf(given)).map(([path, text]) => [path, text.replaceAll('$IT', () => word)]),
    ),
  );

/** A mistake and its right twin, which differ in some words. */
export const pair = (name, rules, given, wrong, right, isVerified = true) => {
  const [bad, good] = both(given, wrong, right);
  return { name, rules, isVerified, wrong: bad, right: good };
};

/** What running a workflow once does not show: handlers that nobody calls, cancellations, what is left in time. */
export const unverified = (...given) => pair(...given, false);

/** An installed package. */
export const lib = (name, files, manifest = {}) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...manifest }),
  ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/${name}/${path}`, text])),
});

/** The file of a workflow. */
export const order = (body, before = '') => `${before}
export async function order(ids: string[], kind: string): Promise<unknown> { ${body} }`;

/** What a workflow calls, behind its imports from the SDK. */
export const ACTIVITIES = `interface Activities { charge(id: string): Promise<string>; refund(id: string): Promise<void>; notify(id: string): Promise<void>; book(id: string): Promise<void>; release(id: string): Promise<void> }
const { charge, refund, notify, book, release } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });`;
