import { handrail as handrailForClients } from '@handrail/client';
import { APPLIED } from '@handrail/common/guards';
import { describe, expect, it } from 'vitest';
import { withPlugin } from '../../src/internal/with-plugin';
import { Worker as SdkWorker } from '@temporalio/worker';
import { handrail } from '../../src';

type Plugins = NonNullable<Parameters<typeof withPlugin>[0]['plugins']>;

const pluginsOf = (options: Parameters<typeof withPlugin>[0], inherited?: Plugins) =>
  withPlugin(options, inherited).sdkOptions.plugins;

const policyIn = (plugins: Plugins | undefined) =>
  plugins?.map((plugin) => (plugin as { [APPLIED]?: { mode: string } })[APPLIED]?.mode ?? plugin.name);

describe('withPlugin', () => {
  it('adds the plugin where there is none, and leaves the one that is there', () => {
    expect(policyIn(pluginsOf({}))).toEqual(['enforce']);
    expect(policyIn(pluginsOf({ plugins: [handrail({ mode: 'warn' })] }))).toEqual(['warn']);
    expect(policyIn(pluginsOf({}, [handrail({ mode: 'warn' })]))).toEqual([]);
  });

  it("takes the policy of the client package's plugin, which lacks the hooks of a worker", () => {
    const half = handrailForClients({ mode: 'warn' });
    for (const plugins of [
      pluginsOf({ plugins: [{ name: 'other' }, half] }),
      pluginsOf({ plugins: [{ name: 'other' }] }, [half]),
    ]) {
      expect(policyIn(plugins)).toEqual(['other', 'warn']);
      expect(plugins?.at(-1)).toHaveProperty('configureWorker');
    }
  });

  it('lets the option win over every plugin', () => {
    const plugins = [handrailForClients({ mode: 'warn' }), { name: 'other' }];
    expect(policyIn(pluginsOf({ policy: {}, plugins }))).toEqual(['other', 'enforce']);
  });
});

describe("the client package's plugin in a raw worker", () => {
  const worker = (...plugins: Plugins) =>
    SdkWorker.create({ taskQueue: 'orders', workflowsPath: '/nowhere/workflows.ts', plugins: [...plugins] });

  it('is refused before anything is connected or bundled (HR5012)', async () => {
    await expect(worker({ name: 'other' }, handrailForClients() as never)).rejects.toMatchObject({ code: 'HR5012' });
  });

  it('is no fault beside the whole plugin', () => {
    const { configureWorker } = handrailForClients() as unknown as { configureWorker: (options: object) => object };
    const options = { taskQueue: 'orders', plugins: [handrailForClients(), handrail()] };
    expect(configureWorker(options)).toBe(options);
  });
});
