/**
 * Every export of `@temporalio/activity` and what `@handrail/activity` makes of it, one line each:
 *
 * - `'passthrough'`: re-exported as it is;
 * - `{ override: './file', because: '…' }`: taken from our own file, under the same name;
 * - `{ blocked: '…' }`: left out, for the reason given.
 *
 * `since` names the SDK release that brought an export which the oldest supported one lacks. What is a value and a type at
 * once (a class, an enum) stands among the values. After a change run `pnpm generate`: it writes the mirror part of
 * `index.ts`. `test/sdk-surface.test.ts` compares this list with the SDK that is installed.
 */
export const sdkSurface = {
  package: '@temporalio/activity',
  values: {
    ApplicationFailure: 'passthrough',
    CancelledFailure: 'passthrough',
    CompleteAsyncError: 'passthrough',
    Context: { override: './explained', because: 'called where no activity runs it is HR5013' },
    activityInfo: { override: './explained', because: 'called where no activity runs it is HR5013' },
    asyncLocalStorage: 'passthrough',
    cancellationDetails: { override: './explained', because: 'called where no activity runs it is HR5013' },
    cancellationSignal: { override: './explained', because: 'called where no activity runs it is HR5013' },
    cancelled: { override: './explained', because: 'called where no activity runs it is HR5013' },
    getClient: { override: './explained', because: 'called where no activity runs it is HR5013' },
    heartbeat: { override: './explained', because: 'called where no activity runs it is HR5013' },
    log: { override: './explained', because: 'called where no activity runs it is HR5013' },
    metricMeter: { override: './explained', because: 'called where no activity runs it is HR5013' },
    setActivityOptions: { passthrough: true, since: '1.23.0' },
    sleep: { override: './explained', because: 'called where no activity runs it is HR5013' },
  },
  types: {
    ActivityDefinitionOptions: { passthrough: true, since: '1.23.0' },
    ActivityFunction: 'passthrough',
    ActivityInterface: 'passthrough',
    ActivityTypeInfoMap: { passthrough: true, since: '1.23.0' },
    Info: 'passthrough',
    UntypedActivities: 'passthrough',
  },
} as const;
