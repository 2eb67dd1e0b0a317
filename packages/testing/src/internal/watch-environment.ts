import { durationProblems, judgeProblems, logProblem } from '@handrail/common/host';
import { enrich, HR5018 } from '@handrail/errors';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

/** Lets an environment refuse (HR2010) to sleep for what is no duration, which its server or the SDK's library fail on in other words. */
export function checkSleep(environment: TestWorkflowEnvironment): void {
  const { sleep } = environment;
  environment.sleep = async (duration) => {
    judgeProblems(durationProblems('sleep of the test environment', 'duration', duration, { zero: true }));
    await sleep(duration);
  };
}

/** Tells (HR5018) of an environment that is torn down twice, which does nothing more, or under workers that still run, and of its use afterwards. */
export function watchTeardown(environment: TestWorkflowEnvironment): void {
  const teardown = environment.teardown.bind(environment);
  const { sleep } = environment;
  let done: Promise<void> | undefined;
  environment.sleep = async (duration) => {
    try {
      await sleep(duration);
    } catch (error) {
      throw done === undefined ? error : enrich(error, HR5018.problem({ kind: 'slept late' }));
    }
  };
  environment.teardown = async () => {
    if (done !== undefined) logProblem(HR5018.problem({ kind: 'torn down twice' }));
    else if (isInUse(environment.nativeConnection)) logProblem(HR5018.problem({ kind: 'torn down early' }));
    done ??= teardown();
    await done;
  };
}

// The SDK keeps them under a name of its own; without it nothing is told.
function isInUse(connection: object): boolean {
  const { referenceHolders } = connection as { readonly referenceHolders?: unknown };
  return referenceHolders instanceof Set && referenceHolders.size > 0;
}
