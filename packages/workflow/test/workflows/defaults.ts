import {
  type ActivityOptions,
  executeChild,
  makeContinueAsNewFunc,
  proxyActivities,
  proxyLocalActivities,
  scheduleActivity,
  startChild,
  workflowInfo,
} from '@handrail/workflow';

interface Activities {
  charge(): Promise<string>;
}

/** Calls the activity with each pair of options: those of the proxy, and those of the call where it has any. */
export async function activities(pairs: [proxy: object | null, own: object | null][]): Promise<void> {
  for (const [proxy, own] of pairs) {
    const { charge } = proxyActivities<Activities>(proxy ?? undefined);
    await (own === null ? charge() : charge.executeWithOptions(own, []));
  }
}

/** Calls the local activity without any options. */
export async function localActivity(): Promise<string> {
  return await proxyLocalActivities<Activities>().charge();
}

/** Calls the activity through the SDK's function below the proxies. */
export async function scheduled(): Promise<string> {
  return await scheduleActivity<string>('charge', [], {});
}

/** Calls the activity three times through one proxy, whose options change in between and read what changes. */
export async function changed(): Promise<void> {
  const { taskQueue } = workflowInfo();
  let summary = 'first';
  const options: ActivityOptions = {
    startToCloseTimeout: '2 minutes',
    taskQueue,
    get summary() {
      return summary;
    },
  };
  const { charge } = proxyActivities<Activities>(options);
  await charge();
  summary = 'second';
  options.startToCloseTimeout = '3 minutes';
  await charge();
  await charge.executeWithOptions({ startToCloseTimeout: '4 minutes' }, []);
}

/** Starts children with these options. */
export async function children(options: object[]): Promise<void> {
  for (const each of options) await (await startChild(leaf, each)).result();
}

export async function leaf(): Promise<void> {}

/** Whether this run, a child of it and the run after the next continue-as-new have Handrail's header. */
export async function headers(before: string[] = []): Promise<string[]> {
  const here = `${workflowInfo().workflowType} ${workflowInfo().continuedFromExecutionRunId === undefined}`;
  if (before.length === 2) return [...before, here];
  return await makeContinueAsNewFunc<typeof headers>({ waive: { HR2003: 'never used' } })([...before, here]);
}

/** A child that starts a child. */
export async function nested(depth: number): Promise<void> {
  if (depth > 0) await executeChild(nested, { args: [depth - 1] });
}
