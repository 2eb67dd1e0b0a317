import type { Translator } from '../failure';
import { asyncCompletion } from './async-completion';
import { closedConnection } from './closed-connection';
import { failingConverter } from './failing-converter';
import { identity } from './identity';
import { illegalHeader } from './illegal-header';
import { limits } from './limits';
import { listQuery } from './list-query';
import { options } from './options';
import { query } from './query';
import { reachability } from './reachability';
import { refusedBySdk } from './refused-by-sdk';
import { refusedValue } from './refused-value';
import { searchAttribute } from './search-attribute';
import { timesOfSchedule } from './times-of-schedule';
import { unreadablePayload } from './unreadable-payload';
import { unreadableStatus } from './unreadable-status';
import { update } from './update';
import { waiting } from './waiting';
import { workflowResult } from './workflow-result';

/** What is known of failures; the first that knows one explains it. */
export const translators: readonly Translator[] = [
  closedConnection,
  unreadableStatus,
  illegalHeader,
  failingConverter,
  unreadablePayload,
  identity,
  workflowResult,
  update,
  query,
  asyncCompletion,
  reachability,
  limits,
  searchAttribute,
  listQuery,
  timesOfSchedule,
  refusedValue,
  waiting,
  options,
  refusedBySdk,
];
