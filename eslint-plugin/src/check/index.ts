export { type CheckedProblem, type CheckOptions, type CheckReport, checkFiles } from './check-files.js';
export { type BundleEntries, bundleEntries } from './bundle-entries.js';
