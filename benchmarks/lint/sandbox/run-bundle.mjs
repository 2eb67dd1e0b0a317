// Runs every workflow of a bundle twice in the SDK's own sandbox, without a server, and prints what came of it as JSON.
// usage: node run-bundle.mjs FILE_WITH_BUNDLE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ReusableVMWorkflowCreator } = require('@temporalio/worker/lib/workflow/reusable-vm');
const { parseWorkflowCode } = require('@temporalio/worker/lib/worker');
const { toPayloads, defaultPayloadConverter, TypedSearchAttributes } = require('@temporalio/common');
const { msToTs } = require('@temporalio/common/lib/time');
const { coresdk } = createRequire(require.resolve('@temporalio/worker'))('@temporalio/proto');

// The clock of the workflow: the same in every run, and far from the real one.
const NOW = Date.UTC(2020, 1, 29, 23, 30);
const ARGUMENTS = [['a', 'b'], 'go'];

const { code, workflows } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let creator;
const outcomes = {};
try {
  creator = await ReusableVMWorkflowCreator.create(parseWorkflowCode(code), 2000, new Set());
  for (const name of workflows) outcomes[name] = [await run(name, 1), await run(name, 2)];
} catch (error) {
  for (const name of workflows) outcomes[name] ??= [{ error: String(error) }];
}
// Workflows may have logged before it.
process.stdout.write(`\n${JSON.stringify(outcomes)}`, () => process.exit(0));

async function run(workflowType, attempt) {
  const runId = `${workflowType} ${attempt}`;
  try {
    const workflow = await creator.createWorkflow({
      info: infoOf(workflowType, runId),
      randomnessSeed: Array.from({ length: 8 }, (_each, index) => index),
      now: NOW,
      showStackTraceSources: false,
    });
    const activation = coresdk.workflow_activation.WorkflowActivation.fromObject({
      runId,
      timestamp: msToTs(NOW),
      jobs: [
        {
          initializeWorkflow: {
            workflowType,
            workflowId: 'x',
            arguments: toPayloads(defaultPayloadConverter, ...ARGUMENTS),
          },
        },
      ],
    });
    const completion = await workflow.activate(activation);
    const outcome = outcomeOf(completion);
    await workflow.dispose();
    return outcome;
  } catch (error) {
    return { error: String(error) };
  }
}

function outcomeOf({ successful, failed }) {
  const commands = successful?.commands ?? [];
  const result = commands.map(({ completeWorkflowExecution }) => completeWorkflowExecution?.result).find(Boolean);
  if (result) return { seen: defaultPayloadConverter.fromPayload(result) };
  const failure =
    failed?.failure ?? commands.map(({ failWorkflowExecution }) => failWorkflowExecution?.failure).find(Boolean);
  return { error: failure?.message ?? 'it goes on' };
}

function infoOf(workflowType, runId) {
  return {
    workflowType,
    runId,
    workflowId: 'x',
    namespace: 'default',
    firstExecutionRunId: runId,
    attempt: 1,
    taskTimeoutMs: 1000,
    taskQueue: 'x',
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    historyLength: 3,
    historySize: 300,
    continueAsNewSuggested: false,
    targetWorkerDeploymentVersionChanged: false,
    unsafe: { isReplaying: false, isReplayingHistoryEvents: false, now: Date.now, random: Math.random },
    startTime: new Date(NOW),
    runStartTime: new Date(NOW),
  };
}
