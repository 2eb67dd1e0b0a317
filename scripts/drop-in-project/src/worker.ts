import { NativeConnection, Worker } from '@temporalio/worker';
import { Activities, shortId } from './activities';

async function main(): Promise<void> {
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS });
  try {
    const worker = await Worker.create({
      connection,
      taskQueue: 'baskets',
      workflowsPath: require.resolve('./workflows'),
      activities: { ...new Activities(new Map([['pen', 2]])), shortId },
    });
    await worker.run();
  } finally {
    await connection.close();
  }
}

void main();
