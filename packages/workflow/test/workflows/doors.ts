import {
  condition,
  continueAsNew,
  createNexusServiceClient,
  executeChild,
  makeContinueAsNewFunc,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  startChild,
} from '@handrail/workflow';

/** Ways in which workflow code hands options over. */
export type Door =
  | 'proxyActivities'
  | 'executeWithOptions'
  | 'proxyLocalActivities'
  | 'local executeWithOptions'
  | 'startChild'
  | 'executeChild'
  | 'makeContinueAsNewFunc'
  | 'nexus'
  | 'sleep'
  | 'condition'
  | 'setTimeout';

interface Activities {
  charge(): Promise<string>;
}

/** Goes through one door with the given options; the options of a timer are its duration. */
export async function goThrough(door: Door, given: object | number | string): Promise<string> {
  const options = withGetters(given) as object;
  switch (door) {
    case 'proxyActivities':
      return await proxyActivities<Activities>(options).charge();
    case 'executeWithOptions':
      return await proxyActivities<Activities>().charge.executeWithOptions(options, []);
    case 'proxyLocalActivities':
      return await proxyLocalActivities<Activities>(options).charge();
    case 'local executeWithOptions':
      return await proxyLocalActivities<Activities>().charge.executeWithOptions(options, []);
    case 'startChild':
      return await (await startChild(child, options)).result();
    case 'executeChild':
      return await executeChild(child, options);
    case 'makeContinueAsNewFunc':
      Object.assign(options, { workflowType: 'child' });
      return await makeContinueAsNewFunc<typeof child>(options)();
    case 'nexus':
      return (await nexusClient().executeOperation('charge', 'x', options)) as string;
    case 'sleep':
      await sleep(given as number);
      return 'slept';
    case 'condition':
      return String(await condition(() => false, given as number));
    case 'setTimeout':
      return await new Promise((resolve) => setTimeout(resolve, given as number, 'fired'));
  }
}

/** A child, and a next run. */
export async function child(): Promise<string> {
  return 'done';
}

/** Continues as new once without any options. */
export async function again(times: number): Promise<string> {
  return times === 0 ? 'done' : await continueAsNew<typeof again>(times - 1);
}

// Getters do not travel: `{ '!taskQueue': 'message' }` stands for an option whose getter throws.
function withGetters(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const options: object = {};
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith('!')) Object.assign(options, { [name]: value as unknown });
    else
      Object.defineProperty(options, name.slice(1), {
        enumerable: true,
        get() {
          throw new Error(String(value));
        },
      });
  }
  return options;
}

function nexusClient() {
  const operation = { name: 'charge', input: undefined, output: undefined };
  return createNexusServiceClient({
    endpoint: 'no-such-endpoint',
    service: { name: 'payments', operations: { charge: operation } } as never,
  }) as unknown as { executeOperation(operation: string, input: unknown, options: object): Promise<unknown> };
}
