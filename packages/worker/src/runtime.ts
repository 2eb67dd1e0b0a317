import { judgeProblems, mirrorClass } from '@handrail/common/host';
import * as sdk from '@temporalio/worker';
import { explainMetrics } from './internal/metrics-address';
import { explainTurn } from './internal/out-of-turn';
import { badRuntimeOptions } from './internal/runtime-options';
import { translatingLogger } from './internal/translating-logger';

/**
 * The SDK's `Runtime`, whose log lines say the code of what they tell of: the SDK's own lines, and those of its core. The logger that
 * is installed gets them as before, with the code among the attributes and our head line behind the text. Options that it would take
 * for nothing are refused (HR2012, HR2014, HR2010).
 */
export type Runtime = sdk.Runtime;
export const Runtime: typeof sdk.Runtime = mirrorClass(sdk.Runtime, { install });

function install(this: typeof sdk.Runtime, options: sdk.RuntimeOptions): sdk.Runtime {
  judgeProblems(badRuntimeOptions(options));
  const logger = translatingLogger(options.logger ?? new sdk.DefaultLogger('INFO'));
  return explainMetrics(options, () => explainTurn(() => sdk.Runtime.install.call(this, { ...options, logger }), {}));
}
