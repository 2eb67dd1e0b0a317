/** What to use in workflow code in the place of a module of Node's or of the SDK's. */
export function moduleCure(request: string): string {
  const module = request.replace(/^node:/, '');
  const sdkPackage = /^@(?:temporalio|handrail)\/([\w-]+)/.exec(module)?.[1];
  if (sdkPackage !== undefined) return SDK_CURES[sdkPackage] ?? OTHER_SIDE;
  // These exist in the sandbox, but the bundler fails on any name with a scheme.
  if (request.startsWith('node:') && module in WITHOUT_SCHEME) return WITHOUT_SCHEME[module] ?? '';
  const [name = ''] = module.split('/');
  return CURES[name] ?? `move what needs '${request}' to an activity, or cut the chain at its first import.`;
}

const OTHER_SIDE = 'import workflow code from the worker and the tests, never the other way round.';

const SDK_CURES: Record<string, string> = {
  activity:
    "import the activities' types only (import type * as activities from './activities') and call them through proxyActivities.",
  client:
    'in workflow code use startChild, getExternalWorkflowHandle or continueAsNew; what needs a client belongs in an activity. Types come with import type.',
  common: "import from '@temporalio/common' itself; this subpath is not made for workflow code.",
};

const WITHOUT_SCHEME: Record<string, string> = {
  assert: "write 'assert' without node: (or use ApplicationFailure); the bundler fails on the scheme.",
  util: "write 'util' without node:, which has TextEncoder and TextDecoder only; both are globals, too.",
  url: 'drop the import: URL and URLSearchParams are globals of workflow code.',
};

const CURES: Record<string, string> = {
  crypto: 'take ids from uuid4() of the workflow package, and move other cryptography to an activity.',
  timers: 'use sleep() of the workflow package, or the global setTimeout: both are durable timers there.',
  events:
    'emit nothing in workflow code: use condition(), signals or plain callbacks, or an event emitter from npm that needs no Node (mitt, eventemitter3).',
  buffer:
    'use Uint8Array with TextEncoder and TextDecoder, which are globals of workflow code; the rest goes to an activity.',
  process: 'pass what you need of the process or its environment as a workflow argument, or read it in an activity.',
  async_hooks: 'drop the import: AsyncLocalStorage is a global of workflow code; nothing else of the module is there.',
  perf_hooks:
    'take the time from Date.now(), which is that of the workflow; measure durations in an activity or an interceptor.',
  path: "join paths in an activity; in workflow code a template string does, or 'path-browserify' from npm.",
  querystring: 'use URLSearchParams, a global of workflow code.',
  string_decoder: 'use TextDecoder, a global of workflow code.',
  util: "import from 'util' itself, which has TextEncoder and TextDecoder only.",
  assert: "import from 'assert' itself, or throw an ApplicationFailure.",
};
