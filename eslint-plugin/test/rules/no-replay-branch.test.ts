import { noReplayBranch } from '../../src/rules/no-replay-branch.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: do the same in both cases. To log once, use log of the workflow package: it is silent while replaying. (HR1038)`;

testRule(noReplayBranch, {
  valid: [
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { if (!workflowInfo().unsafe.isReplaying) console.log('x'); }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { return workflowInfo().unsafe.isReplaying; }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { console.log(workflowInfo().unsafe.isReplaying ? 'again' : 'first'); await sleep(1); }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order(isReplaying: boolean) { if (isReplaying) await sleep(1); }`,
    `import { workflowInfo } from '@temporalio/workflow'; export async function order(steps: string[]) { if (!workflowInfo().unsafe.isReplaying) { for (const step of steps) console.log(step); } }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { if (workflowInfo().attempt > 1) await sleep(1); }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { if (!workflowInfo().unsafe.isReplaying) { console.log('x'); } }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { const info = { unsafe: { isReplaying: false } }; if (!info.unsafe.isReplaying) await sleep(1); }`,
    `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { await sleep(1); }`,
  ],
  invalid: [
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; 
export async function order() {
  if (workflowInfo().unsafe.isReplaying) await sleep(1);
}`,
      errors: [
        {
          message: message('order() reaches workflowInfo().unsafe.isReplaying.'),
          line: 3,
          column: 7,
          endLine: 3,
          endColumn: 40,
        },
      ],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { if (!workflowInfo().unsafe.isReplaying) { await sleep(1); } }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { const { isReplaying } = workflowInfo().unsafe; if (!isReplaying) await sleep(1); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { const { unsafe } = workflowInfo(); unsafe.isReplaying || (await sleep(1)); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { workflowInfo().unsafe.isReplaying ? 1 : await sleep(1); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { workflowInfo } from '@temporalio/workflow'; export async function order(steps: AsyncIterable<string>) { if (!workflowInfo().unsafe.isReplaying) { for await (const step of steps) console.log(step); } }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; export async function order() { if (workflowInfo().unsafe.isReplaying) return; else await sleep(1); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import * as wf from '@temporalio/workflow'; export async function order() { if (!wf.workflowInfo().unsafe.isReplaying) await wf.sleep(1); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
    {
      code: `import { sleep, workflowInfo } from '@temporalio/workflow'; const isLive = () => !workflowInfo().unsafe.isReplaying; export async function order() { if (isLive()) await sleep(1); }`,
      errors: [message('order() reaches workflowInfo().unsafe.isReplaying.')],
    },
  ],
});
