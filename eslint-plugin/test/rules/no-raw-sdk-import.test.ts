import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noRawSdkImport } from '../../src/rules/no-raw-sdk-import.js';
import { testRule } from '../support/test-rule.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-raw-import-')));
const write = (path: string, content: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
};

write('package.json', { name: 'monorepo', dependencies: {} });
write('adopted/package.json', {
  name: 'adopted',
  dependencies: { '@handrail/workflow': '1', '@handrail/common': '1' },
  devDependencies: { '@handrail/testing': '1' },
});
// No package of its own: it only says how its files are to be read.
write('adopted/src/esm/package.json', { type: 'module' });
write('raw/package.json', { name: 'raw', dependencies: { '@temporalio/workflow': '1' } });
write('linted/package.json', { name: 'linted', devDependencies: { '@handrail/eslint-plugin': '1' } });
write('broken/package.json', '{ "name": ');

const adopted = join(root, 'adopted/src/order.ts');
const raw = (from: string, wrapped: string) =>
  `${from} goes past the guards of ${wrapped}, on which this package depends: import ${wrapped}, which has the same exports.`;
const missing = (from: string, wrapped: string) =>
  `${from} goes past the guards of Handrail, which this package uses elsewhere: install ${wrapped}, which has the same exports, and import that.`;

testRule(noRawSdkImport, {
  valid: [
    { code: "import { sleep } from '@handrail/workflow';", filename: adopted },
    { code: "import { sleep } from '@temporalio/workflow';", filename: join(root, 'raw/src/order.ts') },
    { code: "import { sleep } from '@temporalio/workflow';", filename: join(root, 'linted/src/order.ts') },
    { code: "import { sleep } from '@temporalio/workflow';", filename: join(root, 'broken/src/order.ts') },
    { code: "import { sleep } from '@temporalio/workflow';", filename: join(root, 'order.ts') },
    // These have no wrapper.
    { code: "import { temporal } from '@temporalio/proto';", filename: adopted },
    { code: "import { S3Storage } from '@temporalio/external-storage-s3';", filename: adopted },
    { code: "import x from '@temporalio/workflow-tools';", filename: adopted },
    { code: "const name = '@temporalio/workflow';", filename: adopted },
    { code: "load('@temporalio/workflow');", filename: adopted },
    { code: 'require(name); require(); import(name);', filename: adopted },
  ],
  invalid: [
    {
      code: "import { sleep } from '@temporalio/workflow';",
      filename: adopted,
      output: "import { sleep } from '@handrail/workflow';",
      errors: [
        { message: raw('@temporalio/workflow', '@handrail/workflow'), line: 1, column: 23, endLine: 1, endColumn: 45 },
      ],
    },
    {
      code: 'import type { ActivityOptions } from "@temporalio/common";',
      filename: adopted,
      output: 'import type { ActivityOptions } from "@handrail/common";',
      errors: [raw('@temporalio/common', '@handrail/common')],
    },
    {
      code: "import { decode } from '@temporalio/common/lib/encoding';",
      filename: adopted,
      output: "import { decode } from '@handrail/common/lib/encoding';",
      errors: [raw('@temporalio/common/lib/encoding', '@handrail/common')],
    },
    {
      code: "export { sleep } from '@temporalio/workflow';",
      filename: adopted,
      output: "export { sleep } from '@handrail/workflow';",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "export * from '@temporalio/workflow';",
      filename: adopted,
      output: "export * from '@handrail/workflow';",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "const { sleep } = require('@temporalio/workflow');",
      filename: join(root, 'adopted/src/order.cjs'),
      output: "const { sleep } = require('@handrail/workflow');",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "require.resolve('@temporalio/workflow');",
      filename: adopted,
      output: "require.resolve('@handrail/workflow');",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "vi.mock('@temporalio/workflow');",
      filename: adopted,
      output: "vi.mock('@handrail/workflow');",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "type Sleep = typeof import('@temporalio/workflow').sleep;",
      filename: adopted,
      output: "type Sleep = typeof import('@handrail/workflow').sleep;",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "import wf = require('@temporalio/workflow');",
      filename: adopted,
      output: "import wf = require('@handrail/workflow');",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    {
      code: "await import('@temporalio/testing');",
      filename: adopted,
      output: "await import('@handrail/testing');",
      errors: [raw('@temporalio/testing', '@handrail/testing')],
    },
    {
      code: "import { sleep } from '@temporalio/workflow';",
      filename: join(root, 'adopted/src/esm/order.ts'),
      output: "import { sleep } from '@handrail/workflow';",
      errors: [raw('@temporalio/workflow', '@handrail/workflow')],
    },
    // It has to be installed first.
    {
      code: "import { Worker } from '@temporalio/worker';",
      filename: adopted,
      output: null,
      errors: [missing('@temporalio/worker', '@handrail/worker')],
    },
  ],
});
