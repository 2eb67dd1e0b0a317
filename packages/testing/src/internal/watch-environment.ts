import { durationProblems, formatDuration, judgeProblems, logProblem, readDuration } from '@handrail/common/host';
import { enrich, HR5018, HR9042 } from '@handrail/errors';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

/** Up to here somebody may well wait for something on purpose. */
const LONG_SLEEP_MILLISECONDS = 60_000;

/**
 * Lets an environment refuse (HR2010) to sleep for what is no duration, which its server or the SDK's library fail on in other words, and
 * tell (HR9042) where a long sleep takes as long as it says.
 */
export function checkSleep(environment: TestWorkflowEnvironment): void {
  const { sleep } = environment;
  environment.sleep = async (duration) => {
    judgeProblems(durationProblems('sleep of the test environment', 'duration', duration, { zero: true }));
    const { milliseconds = 0 } = readDuration(duration);
    if (!environment.supportsTimeSkipping && milliseconds >= LONG_SLEEP_MILLISECONDS)
      logProblem(HR9042.problem({ duration: formatDuration(milliseconds) }));
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
