// Where an error leads to is the same at every surface, and a company's own pages take the place of ours everywhere.
import { Client } from '@handrail/client';
import { definePolicy } from '@handrail/common';
import { setHost } from '@handrail/common/host';
import { catalogue, docsUrl, HandrailError } from '@handrail/errors';
import { bundleWorkflowCode, Worker } from '@handrail/worker';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { ExampleWorld, failuresOf, settled } from '../support/example-world';

let world: ExampleWorld;
beforeAll(async () => {
  world = await ExampleWorld.open(inject('temporalAddress'));
});
afterAll(() => world.close());
afterEach(() => {
  vi.unstubAllEnvs();
  setHost({});
});

const policy = definePolicy({
  links: {
    docs: 'https://docs.example.com/handrail',
    runbooks: { HR2003: 'https://wiki.example.com/short-timeouts', HR1010: 'https://wiki.example.com/plain-errors' },
  },
});

async function thrownBy(call: () => Promise<unknown>): Promise<Error> {
  const error = await call().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('nothing was thrown');
}

const start = (client: Client, options: object) =>
  thrownBy(() => client.workflow.start('order', { taskQueue: 'orders', workflowId: 'order-1', ...options }));

describe('the pages of a company', () => {
  it('replace ours in what a client throws, the runbook before the docs', async () => {
    const client = new Client({ connection: world.connection, namespace: world.namespace, policy });
    const short = await start(client, { workflowRunTimeout: '1 hour' });
    expect(short.message).toContain('\n  Runbook: https://wiki.example.com/short-timeouts');
    expect(short.message).not.toContain('handrail.dev');
    expect(HandrailError.isInstance(short) && short.docsUrl).toBe('https://wiki.example.com/short-timeouts');
    const bad = await start(client, { workflowRunTimeout: '3 weekz' });
    expect(bad.message).toContain('\n  Docs:    https://docs.example.com/handrail/errors/HR2010 ');
    // One of the server's.
    const missing = await thrownBy(() => client.workflow.getHandle('nobody').describe());
    expect(missing.message).toContain('\n  Docs:    https://docs.example.com/handrail/errors/HR4008 ');
  });

  it('replace ours in a warning', async () => {
    const warnings: string[] = [];
    setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
    const client = new Client({ connection: world.connection, namespace: world.namespace, policy });
    const handle = await client.workflow.start('order', {
      taskQueue: 'nobody',
      workflowId: 'warned',
      retry: { maximumAttempts: 2 },
    });
    await handle.terminate();
    expect(warnings.join('\n')).toContain('https://docs.example.com/handrail/errors/HR2009');
  });

  it('replace ours in what a bundle is refused for, and in the task failure that the Temporal UI shows', async () => {
    const folder = resolve('.cache/docs-links');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      `${folder}/bad.ts`,
      "import { readFileSync } from 'fs';\nexport const order = async () => readFileSync('x');\n",
    );
    writeFileSync(`${folder}/order.ts`, "export async function order() {\n  throw new Error('no such customer');\n}\n");
    const refused = await thrownBy(() => bundleWorkflowCode({ workflowsPath: `${folder}/bad.ts`, policy }));
    expect(refused.message).toContain('https://docs.example.com/handrail/errors/HR1021');

    const { nativeConnection: connection, namespace } = world;
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue: 'orders',
      workflowsPath: `${folder}/order.ts`,
      policy,
    });
    const shown = await worker.runUntil(async () => {
      const handle = await world.client.workflow.start('order', { taskQueue: 'orders', workflowId: 'failing' });
      await settled(handle);
      const text = await failuresOf(handle);
      await handle.terminate();
      return text;
    });
    expect(shown).toContain('[HR1010] ');
    expect(shown).toContain('Runbook: https://wiki.example.com/plain-errors');
  });

  it('are those of HANDRAIL_DOCS_URL where the policy names none', async () => {
    vi.stubEnv('HANDRAIL_DOCS_URL', 'https://mirror.example.com/');
    const client = new Client({ connection: world.connection, namespace: world.namespace });
    const error = await start(client, { workflowRunTimeout: '1 hour' });
    expect(error.message).toContain('\n  Docs:    https://mirror.example.com/errors/HR2003 ');
  });
});

describe('handrail explain, as it is installed', () => {
  const run = async (...parameters: string[]) => {
    const program = resolve('packages/cli/bin/handrail.cjs');
    const environment = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...parameters], { env: environment });
    return stdout;
  };

  it('shows without a network the text of the page that the error links to', { timeout: 120_000 }, async () => {
    const { readFile } = await import('node:fs/promises');
    const codes = ['HR1001', 'HR2004', 'HR4007', 'HR5010', 'HR7011', 'HR9001'];
    for (const code of codes) {
      const { page, links } = JSON.parse(await run('explain', code, '--json')) as {
        page: string;
        links: { docs: string };
      };
      expect(page, code).toBe(await readFile(`docs/errors/${code}.md`, 'utf8'));
      expect(links.docs).toBe(docsUrl(code as `HR${number}`));
    }
  });

  it('knows every code', async () => {
    const { errors } = JSON.parse(await run('explain', '--json')) as { errors: { code: string }[] };
    expect(errors.map(({ code }) => code)).toEqual(catalogue.map(({ code }) => code));
  });
});
