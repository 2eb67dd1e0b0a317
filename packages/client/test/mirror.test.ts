import { APPLIED } from '@handrail/common/guards';
import * as sdk from '@temporalio/client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ActivityClient, Client, Connection, handrail, ScheduleClient, WorkflowClient } from '../src';
import { freshProcessState, type Warning } from './support/process-state';

let warnings: Warning[];

beforeEach(() => {
  warnings = freshProcessState();
});

// Nothing is sent in this file.
const connection = sdk.Connection.lazy();

function workflowInterceptors(client: sdk.Client): unknown[] {
  return client.workflow.options.interceptors as unknown as unknown[];
}

function ours(interceptors: readonly unknown[]): unknown[] {
  return interceptors.filter((interceptor) => APPLIED in (interceptor as object));
}

describe.each([
  ['Client', Client, sdk.Client],
  ['WorkflowClient', WorkflowClient, sdk.WorkflowClient],
  ['ScheduleClient', ScheduleClient, sdk.ScheduleClient],
  ['ActivityClient', ActivityClient, sdk.ActivityClient],
] as const)('%s', (name, Mirror, Original) => {
  it("is the SDK's class to instanceof, both ways", () => {
    expect(new Mirror({ connection })).toBeInstanceOf(Original);
    expect(new Original({ connection })).toBeInstanceOf(Mirror);
  });

  it('has its name and prototype', () => {
    expect(Mirror.name).toBe(name);
    expect(Mirror.prototype).toBe(Original.prototype);
  });

  it('can be extended: own methods, own constructor, and the guards', () => {
    class Extended extends Mirror {
      readonly team: string;
      constructor(team: string) {
        super({ connection });
        this.team = team;
      }
      greeting(): string {
        return `hello ${this.team}`;
      }
    }
    const extended = new Extended('payments');
    expect(extended.greeting()).toBe('hello payments');
    expect(extended).toBeInstanceOf(Extended);
    expect(extended).toBeInstanceOf(Original);
    expect(extended.constructor).toBe(Extended);
  });

  it('does not change the options that it is given', () => {
    const options = Object.freeze({ connection, policy: Object.freeze({ mode: 'warn' }) } as const);
    new Mirror(options);
    new Mirror(options);
    expect(options).toEqual({ connection, policy: { mode: 'warn' } });
  });

  it('keeps the policy out of the options that the SDK sees', () => {
    const { options } = new Mirror({ connection, policy: { mode: 'warn' } });
    expect(options).not.toHaveProperty('policy');
  });

  it('refuses a bad policy with all its fields', () => {
    expect(() => new Mirror({ connection, policy: { mode: 'lenient' as never, links: { ui: 'nowhere' } } })).toThrow(
      /\[HR9001\] The policy has 2 bad fields: mode is 'lenient'.*links.ui is 'nowhere'/,
    );
  });

  it('makes a client without any options', () => {
    expect(new Mirror()).toBeInstanceOf(Original);
  });
});

describe('the plugin', () => {
  it('is applied once, whether on the client, on the connection, on both, or twice', () => {
    const plugged = sdk.Connection.lazy({ plugins: [handrail()] });
    for (const client of [
      new Client({ connection }),
      new Client({ connection: plugged }),
      new Client({ connection: plugged, plugins: [handrail()] }),
      new Client({ connection, plugins: [handrail(), handrail()] }),
      new sdk.Client({ connection, plugins: [handrail()] }),
      new sdk.Client({ connection: plugged }),
      new sdk.Client({ connection: plugged, plugins: [handrail()] }),
    ]) {
      expect(ours(workflowInterceptors(client))).toHaveLength(1);
      expect(ours(client.schedule.options.interceptors)).toHaveLength(1);
    }
  });

  it('stands last, so that it sees what other interceptors have made of a call', () => {
    const other: sdk.WorkflowClientInterceptor = {};
    const plugin: sdk.ClientPlugin = {
      name: 'other',
      configureClient: (options) => ({ ...options, interceptors: { workflow: [other] } }),
    };
    const interceptors = workflowInterceptors(new Client({ connection, plugins: [plugin] }));
    expect(interceptors[0]).toBe(other);
    expect(ours(interceptors.slice(1))).toHaveLength(1);
  });

  it("keeps the SDK's deprecated form of interceptors working", () => {
    const factory = vi.fn(() => ({}));
    const client = new Client({ connection, interceptors: { workflow: { calls: [factory] } } });
    const { calls } = client.workflow.options.interceptors as unknown as { calls: unknown[] };
    expect(calls[0]).toBe(factory);
    expect(ours(calls)).toHaveLength(1);
  });

  it("keeps a user's interceptors of all kinds, in order", () => {
    const interceptors = { schedule: [{}], activity: [{}], nexus: [{}], workflow: [{}] };
    const { options, schedule } = new Client({ connection, interceptors });
    expect(schedule.options.interceptors[0]).toBe(interceptors.schedule[0]);
    expect(options.interceptors.nexus?.[0]).toBe(interceptors.nexus[0]);
    expect(interceptors.schedule).toHaveLength(1);
  });

  it('gives its policy to a mirrored client that has none of its own', () => {
    const plugged = sdk.Connection.lazy({ plugins: [handrail({ workflow: { runTimeout: '5 days' } })] });
    for (const client of [new Client({ connection: plugged }).workflow, new WorkflowClient({ connection: plugged })]) {
      expect(policyOf(client).workflow.runTimeout).toBe(5 * 86_400_000);
    }
    expect(warnings).toEqual([]);
  });

  it('yields to the policy of a mirrored client, and says that they differ', () => {
    const plugged = sdk.Connection.lazy({ plugins: [handrail({ workflow: { runTimeout: '5 days' } })] });
    const client = new Client({ connection: plugged, policy: { workflow: { runTimeout: '6 days' } } });
    expect(policyOf(client.workflow).workflow.runTimeout).toBe(6 * 86_400_000);
    expect(warnings.map(({ code }) => code)).toEqual(['HR5002']);
  });
});

function policyOf(client: sdk.WorkflowClient): { workflow: { runTimeout: number } } {
  const [interceptor] = ours(client.options.interceptors as unknown as unknown[]);
  return (interceptor as { [APPLIED]: { policy: { workflow: { runTimeout: number } } } })[APPLIED].policy;
}

describe('wrapped methods', () => {
  it('call what a subclass overrides', async () => {
    class Recording extends WorkflowClient {
      readonly seen: unknown[] = [];
      override start(...[type, options]: Parameters<sdk.WorkflowClient['start']>): Promise<never> {
        this.seen.push(type, options.taskQueue);
        return Promise.reject(new Error('not today'));
      }
    }
    const client = new Recording({ connection });
    await expect(client.start('order', { taskQueue: 'orders', workflowId: 'order-1' })).rejects.toThrow('not today');
    expect(client.seen).toEqual(['order', 'orders']);
  });

  it('call what a test has put on the prototype', async () => {
    const client = new Client({ connection });
    const spy = vi.spyOn(sdk.WorkflowClient.prototype, 'start').mockResolvedValue('a handle' as never);
    expect(await client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-1' })).toBe('a handle');
    spy.mockRestore();
  });

  it('do not show when a client is compared or listed', () => {
    expect(Object.keys(new Client({ connection }).workflow)).toEqual(
      Object.keys(new sdk.Client({ connection }).workflow),
    );
  });
});

describe('Connection', () => {
  it("is the SDK's class to instanceof, both ways, and can be extended", async () => {
    class Extended extends Connection {
      static greeting = 'hello';
    }
    expect(Connection.lazy()).toBeInstanceOf(sdk.Connection);
    expect(sdk.Connection.lazy()).toBeInstanceOf(Connection);
    expect(Extended.lazy()).toBeInstanceOf(Extended);
    expect(Extended.greeting).toBe('hello');
    await Extended.lazy().close();
  });

  it('does not change the metadata that it is given, as the SDK does', () => {
    const metadata = { team: 'payments' };
    const { options } = Connection.lazy({ metadata });
    expect(metadata).toEqual({ team: 'payments' });
    expect(options.metadata['client-name']).toBe('temporal-typescript');
  });

  it('leaves the classes of the SDK as they are', () => {
    expect(Object.keys(sdk.Connection.prototype)).toEqual([]);
    expect(Object.hasOwn(sdk.Client, APPLIED)).toBe(false);
  });
});
