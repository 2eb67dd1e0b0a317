import * as sdk from '@temporalio/workflow';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { codeOf } from '@handrail/errors';
import { describe, expect, it } from 'vitest';
import { NEEDS_A_WORKFLOW } from '../src/outside';
import { sdkSurface } from '../src/sdk-surface';

const require = createRequire(import.meta.url);
const built = require('@handrail/workflow') as Record<string, unknown>;

it('passes on every value of the SDK that the surface lists, and its own in the place of the others', () => {
  for (const [name, entry] of Object.entries(sdkSurface.values)) {
    const original = (sdk as Record<string, unknown>)[name];
    if (typeof entry === 'object' && 'override' in entry) expect(built[name], name).not.toBe(original);
    else if (!NEEDS_A_WORKFLOW.includes(name)) expect(built[name], name).toBe(original);
    else expect(Object.keys(built[name] as object), name).toEqual(Object.keys(original as object));
    expect(built[name], name).toBeDefined();
  }
});

it('exports nothing beyond the mirror but the interceptors, keys and the functions of the SLA', () => {
  expect(Object.keys(built).sort()).toEqual(
    [...Object.keys(sdkSurface.values), 'interceptors', 'operationKey', 'extendSla', 'pauseSla', 'resumeSla'].sort(),
  );
});

it('shows every name to an import of an ES module, as Node sees it', () => {
  const names = Object.keys(sdkSurface.values);
  const script = `import { ${names.join(', ')} } from '@handrail/workflow'; console.log([${names.join(', ')}].includes(undefined));`;
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('false');
});

it('gives the very same functions under the subpaths of the mirror', () => {
  const { sleep } = require('@handrail/workflow/lib/workflow') as typeof sdk;
  expect(sleep).toBe(built['sleep']);
});

const options = { startToCloseTimeout: '1 minute' } as const;
const own = built as unknown as typeof sdk &
  Record<'extendSla' | 'operationKey' | 'pauseSla' | 'resumeSla', (part?: unknown) => unknown>;

const CALLS: Readonly<Record<string, () => unknown>> = {
  CancellationScope: () => own.CancellationScope.cancellable(async () => 1),
  allHandlersFinished: () => own.allHandlersFinished(),
  condition: () => own.condition(() => true),
  continueAsNew: () => own.continueAsNew(),
  createEventGroup: () => own.createEventGroup('group'),
  createNexusServiceClient: () =>
    own
      .createNexusServiceClient({ endpoint: 'e', service: { name: 's', operations: { a: { name: 'a' } } } as never })
      .executeOperation('a' as never, 1 as never),
  currentUpdateInfo: () => own.currentUpdateInfo(),
  deprecatePatch: () => own.deprecatePatch('p'),
  executeChild: () => own.executeChild('order'),
  extendSla: () => own.extendSla('1 hour'),
  getCurrentDetails: () => own.getCurrentDetails(),
  getExternalWorkflowHandle: () => own.getExternalWorkflowHandle('order-1').signal('s'),
  getRandomStream: () => own.getRandomStream('r'),
  log: () => own.log.info('text'),
  makeContinueAsNewFunc: () => own.makeContinueAsNewFunc()(),
  metricMeter: () => own.metricMeter.createCounter('c').add(1),
  operationKey: () => own.operationKey('charge'),
  patched: () => own.patched('p'),
  pauseSla: () => own.pauseSla(),
  proxyActivities: () => own.proxyActivities(options)['charge']!(),
  proxyLocalActivities: () => own.proxyLocalActivities(options)['charge']!(),
  proxySinks: () => (own.proxySinks() as Record<string, Record<string, () => void>>)['metrics']!['count']!(),
  resumeSla: () => own.resumeSla(),
  scheduleActivity: () => own.scheduleActivity('charge', [], options),
  scheduleLocalActivity: () => own.scheduleLocalActivity('charge', [], options),
  setCurrentDetails: () => own.setCurrentDetails('text'),
  setDefaultQueryHandler: () => own.setDefaultQueryHandler(() => 1),
  setDefaultSignalHandler: () => own.setDefaultSignalHandler(() => undefined),
  setDefaultUpdateHandler: () => own.setDefaultUpdateHandler(() => 1),
  setHandler: () => own.setHandler(own.defineSignal('s'), () => undefined),
  sleep: () => own.sleep('1 minute'),
  startChild: () => own.startChild('order'),
  upsertMemo: () => own.upsertMemo({}),
  upsertSearchAttributes: () => own.upsertSearchAttributes({}),
  workflowInfo: () => own.workflowInfo(),
};

describe('outside of a workflow', () => {
  it.each(NEEDS_A_WORKFLOW)('%s fails as the SDK does, and says with a code where it belongs', async (name) => {
    const error = await (async () => await CALLS[name]!())().then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(codeOf(error)).toBe('HR1011');
    expect(['IllegalStateError', 'TypeError']).toContain(error!.name);
    expect(error!.message).toMatch(new RegExp(`\\n\\[HR1011\\] .*\\b${name} of the workflow package`));
  });

  it('names the activity, local activity or sink that was called', () => {
    expect(() => own.proxyActivities(options)['charge']!()).toThrow(
      '[HR1011] Activity "charge", which proxyActivities',
    );
    expect(CALLS['proxySinks']).toThrow('[HR1011] Sink "metrics.count", which proxySinks');
  });

  it('leaves alone what works everywhere, and the errors of others', async () => {
    expect(own.uuid4()).toMatch(/^[\da-f-]{36}$/);
    expect(own.defineSignal('s')).toEqual({ type: 'signal', name: 's' });
    expect(own.inWorkflowContext()).toBe(false);
    const thrown = await own.condition(undefined as never).then(undefined, (error: unknown) => error);
    expect(codeOf(thrown)).toBe('HR1011');
    expect(() => own.defineSignal(undefined as never)).not.toThrow('HR1011');
  });

  it('keeps classes what they are', () => {
    class Scope extends own.CancellationScope {}
    expect(Scope.prototype).toBeInstanceOf(sdk.CancellationScope);
    expect(own.CancellationScope.prototype).toBe(sdk.CancellationScope.prototype);
    expect(own.CancellationScope.name).toBe('CancellationScope');
  });
});
