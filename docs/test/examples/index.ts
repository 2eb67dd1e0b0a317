import type { Scenarios } from '../support/scenario';
import { bundleAndSandbox } from './workflow-code';
import { callsAndUpdates } from './calls';
import { connections } from './connections';
import { guards } from './guards';
import { ledgers } from './ledgers';
import { results } from './results';
import { settings } from './settings';
import { verdicts } from './verdicts';
import { workers } from './workers';

/** What surrounds the examples of the pages, by code; a page that is not in here needs nothing. */
export const scenarios: Scenarios = {
  ...bundleAndSandbox,
  ...callsAndUpdates,
  ...connections,
  ...guards,
  ...ledgers,
  ...results,
  ...settings,
  ...verdicts,
  ...workers,
};
