// What an ES module does with the installed packages: named imports of every value, each being the one that `require` gives.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Context } from '@handrail/activity';
import { Client, Connection } from '@handrail/client';
import { definePolicy } from '@handrail/common';
import { encode } from '@handrail/common/lib/encoding.js';
import { HandrailError } from '@handrail/errors';
import { TestWorkflowEnvironment } from '@handrail/testing';
import { Worker } from '@handrail/worker';
import { proxyActivities } from '@handrail/workflow';
import { interceptors } from '@handrail/workflow/interceptors';

for (const value of [
  Context,
  Client,
  Connection,
  definePolicy,
  encode,
  HandrailError,
  TestWorkflowEnvironment,
  Worker,
  proxyActivities,
  interceptors,
]) {
  assert.equal(typeof value, 'function');
}

// @ts-expect-error encode gives bytes
export const bytes: number = encode('a');

const require = createRequire(import.meta.url);
for (const name of ['activity', 'client', 'common', 'errors', 'testing', 'worker', 'workflow']) {
  const required = require(`@handrail/${name}`) as Record<string, unknown>;
  const imported = (await import(`@handrail/${name}`)) as Record<string, unknown>;
  for (const key of Object.keys(required)) {
    assert.ok(key in imported, `import { ${key} } from '@handrail/${name}' is not found`);
    assert.equal(imported[key], required[key]);
  }
}
