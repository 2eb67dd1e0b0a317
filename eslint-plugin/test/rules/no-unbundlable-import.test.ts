import { noUnbundlableImport } from '../../src/rules/no-unbundlable-import.js';
import { testRule } from '../support/test-rule.js';

const message = (
  module: string,
  remedy = `move what needs '${module}' to an activity, or cut the chain at its first import.`,
) =>
  `Workflow code imports what the sandbox does not have: src/workflows/order.ts → ${module}. To do: ${remedy} (HR1021)`;

testRule(noUnbundlableImport, {
  valid: [
    "import type { Stats } from 'fs'; export async function order(stats: Stats) { return stats; }",
    "import { Stats } from 'fs'; export async function order(stats: Stats) { return stats; }",
    "import { readFile } from 'fs'; export async function order() {}",
    "import { URL } from 'url'; export async function order() { return new URL('https://x'); }",
    "import assert from 'assert'; export async function order() { assert(true); }",
    "import { TextEncoder } from 'util'; export async function order() { return new TextEncoder(); }",
    "import { ApplicationFailure } from '@temporalio/common'; export async function order() { throw new ApplicationFailure('x'); }",
    "import { sleep } from '@handrail/workflow'; export async function order() { await sleep(1); }",
    "import * as client from '@temporalio/client'; export async function order(options: client.ClientOptions) { return options; }",
    "import { copy } from 'fs-extra-of-nobody'; export async function order() { copy(); }",
    { code: "import { readFile } from 'fs'; export const read = readFile;", filename: 'src/activities.ts' },
    { code: "import { Client } from '@temporalio/client'; new Client();", filename: 'src/client.ts' },
    {
      code: "import { Worker } from '@temporalio/worker'; import { sleep } from '@temporalio/workflow'; Worker.create(sleep);",
      filename: 'src/main.ts',
    },
  ],
  invalid: [
    {
      code: "import { readFileSync } from 'fs';\nexport async function order() { return readFileSync('x'); }",
      errors: [{ message: message('fs'), line: 1, column: 30, endLine: 1, endColumn: 34 }],
    },
    { code: "import fs from 'node:fs'; export async function order() { return fs; }", errors: [message('node:fs')] },
    {
      code: "import { inspect } from 'node:util'; export async function order() { return inspect({}); }",
      errors: [
        message(
          'node:util',
          "write 'util' without node:, which has TextEncoder and TextDecoder only; both are globals, too.",
        ),
      ],
    },
    {
      code: "import { readFile } from 'fs/promises'; export async function order() { return readFile; }",
      errors: [message('fs/promises')],
    },
    {
      code: "import { isDate } from 'util/types'; export async function order() { return isDate(1); }",
      errors: [message('util/types', "import from 'util' itself, which has TextEncoder and TextDecoder only.")],
    },
    {
      code: "import 'events'; export async function order() {}",
      errors: [
        message(
          'events',
          'emit nothing in workflow code: use condition(), signals or plain callbacks, or an event emitter from npm that needs no Node (mitt, eventemitter3).',
        ),
      ],
    },
    {
      name: 'a type that is exported again without the word',
      code: "export { Stats } from 'fs'; export async function order() {}",
      errors: [
        {
          message: message('fs'),
          suggestions: [
            {
              messageId: 'suggestion',
              data: { text: 'Export its types only.' },
              output: "export type { Stats } from 'fs'; export async function order() {}",
            },
          ],
        },
      ],
    },
    { code: "export * from 'os'; export async function order() {}", errors: [message('os')] },
    {
      code: "export { join } from 'path'; export async function order() {}",
      errors: [
        message(
          'path',
          "join paths in an activity; in workflow code a template string does, or 'path-browserify' from npm.",
        ),
      ],
    },
    {
      code: "import { randomUUID } from 'crypto'; export async function order() { return randomUUID(); }",
      errors: [
        message('crypto', 'take ids from uuid4() of the workflow package, and move other cryptography to an activity.'),
      ],
    },
    {
      code: "import { Client } from '@temporalio/client'; export async function order() { return new Client(); }",
      errors: [
        message(
          '@temporalio/client',
          'in workflow code use startChild, getExternalWorkflowHandle or continueAsNew; what needs a client belongs in an activity. Types come with import type.',
        ),
      ],
    },
    {
      code: "import { Context } from '@temporalio/activity'; export async function order() { return Context.current(); }",
      errors: [
        message(
          '@temporalio/activity',
          "import the activities' types only (import type * as activities from './activities') and call them through proxyActivities.",
        ),
      ],
    },
    { code: "export async function order() { return require('child_process'); }", errors: [message('child_process')] },
    {
      code: "import http = require('http'); export async function order() { return http.get('x'); }",
      errors: [message('http')],
    },
  ],
});
