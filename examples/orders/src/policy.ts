import { definePolicy } from '@handrail/common';

// #region policy
/**
 * The one policy of this project, given to the client and to the worker. `definePolicy()` alone would do: every field has
 * a safe default. What is set here is what this team wants otherwise.
 */
export const policy = definePolicy({
  // The services answer within seconds: a minute (the default) would only delay the retry after a crash.
  activity: { startToCloseTimeout: '10 seconds' },
});
// #endregion policy
