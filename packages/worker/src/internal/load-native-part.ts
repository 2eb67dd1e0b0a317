import { loadNativePart } from './native-part';

// An import that fails cannot be caught, so this module, which comes first, loads what the others import.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import cannot be caught
loadNativePart(() => require('@temporalio/worker'));
