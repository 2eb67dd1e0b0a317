// A user's test project in one file; all that differs from run to run is the name it imports from:
// `node greet.cjs @temporalio createLocal`.
const [scope, create] = process.argv.slice(2);
const { TestWorkflowEnvironment } = require(`${scope}/testing`);
const { Worker } = require(`${scope}/worker`);

async function main() {
  const environment = await TestWorkflowEnvironment[create]();
  try {
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: 'greetings',
      workflowsPath: require.resolve('../workflows/greeting.ts'),
      activities: { greet: async (name) => `Hello, ${name}!` },
    });
    const greeting = await worker.runUntil(
      environment.client.workflow.execute('greeting', { workflowId: 'greet-1', taskQueue: 'greetings', args: ['Ada'] }),
    );
    console.log(greeting);
  } finally {
    await environment.teardown();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
