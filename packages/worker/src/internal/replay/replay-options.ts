import type { EffectivePolicy } from '@handrail/common';
import { judgeProblems, noOptions } from '@handrail/common/host';
import { HR2014 } from '@handrail/errors';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import { misspeltReplayOptions } from '../worker-option-names';
import { isHistory, isPromise } from './history-fault';

type Method = 'runReplayHistory' | 'runReplayHistories';

const REMEDY = "pass { workflowsPath: require.resolve('./workflows') }";

/**
 * Refuses (HR2014) what stands in the place of a replay's options, a history above all: the SDK would look for its workflows in it.
 * Without any options the SDK says itself what is missing.
 */
export function checkReplayOptions<O extends ReplayWorkerOptions>(method: Method, options: O | undefined): O {
  const subject = `Worker.${method}`;
  judgeProblems(noOptions(subject, options, REMEDY));
  const given = options ?? ({} as O);
  const what = otherThanOptions(given);
  if (what === undefined) return given;
  const reason = `stands where the options belong: write ${method}({ workflowsPath }, ${method === 'runReplayHistory' ? 'history' : 'histories'})`;
  throw HR2014.error({ subject, field: 'options', value: what, reason });
}

function otherThanOptions(options: object): string | undefined {
  if (isHistory(options)) return 'a history';
  if (Array.isArray(options)) return 'an array';
  if (options instanceof URL) return 'a URL';
  return isPromise(options) ? 'a promise' : undefined;
}

/** Judges what of a replay's options is misspelt: the SDK drops such a field without a word. */
export function checkReplayNames(options: object, policy: EffectivePolicy): void {
  judgeProblems(misspeltReplayOptions(options), policy);
}
