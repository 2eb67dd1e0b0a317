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
