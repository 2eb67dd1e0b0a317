// Global set-up of the e2e tests: one real server for the whole run.
import { resolveTemporalServer, startDevServer } from '@handrail/testing/server';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { registerSlaAttributes, SLA_ATTRIBUTES } from './sla-attributes';

declare module 'vitest' {
  interface ProvidedContext {
    /** `host:port` of the server that all e2e tests share. Use task queues and ids of your own on it. */
    temporalAddress: string;
    /** The file that holds what this server has printed; empty where the server is not ours. */
    temporalOutputFile: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await resolveTemporalServer();
  if (server.kind === 'running') {
    project.provide('temporalAddress', server.address);
    project.provide('temporalOutputFile', '');
    await registerSlaAttributes(server.address);
    return async () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), 'handrail-e2e-'));
  const outputFile = join(folder, 'server.log');
  const devServer = await startDevServer({
    executable: server.path,
    searchAttributes: SLA_ATTRIBUTES,
    onLog: (text) => appendFileSync(outputFile, text),
  });
  project.provide('temporalAddress', devServer.address);
  project.provide('temporalOutputFile', outputFile);
  return async () => {
    await devServer.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
