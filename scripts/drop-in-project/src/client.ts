import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client';
import { addArticle, basket, checkOut, countdown } from './workflows';

async function main(): Promise<void> {
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS });
  const client = new Client({ connection });
  const handle = await client.workflow.signalWithStart(basket, {
    workflowId: 'basket-1',
    taskQueue: 'baskets',
    args: ['Ann'],
    signal: checkOut,
  });
  console.log(await handle.result());

  const schedule = await client.schedule.create({
    scheduleId: 'nightly',
    spec: { calendars: [{ hour: 3 }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP },
    action: { type: 'startWorkflow', workflowType: countdown, args: [0], taskQueue: 'baskets' },
  });
  await schedule.update(({ spec: _, ...previous }) => ({ ...previous, spec: { calendars: [{ hour: 4 }] } }));
  console.log((await schedule.describe()).spec.calendars?.[0]?.hour);
  await schedule.delete();

  const open = await client.workflow.start(basket, { workflowId: 'basket-2', taskQueue: 'baskets', args: ['Bob'] });
  console.log(await open.executeUpdate(addArticle, { args: ['pen'] }));
  await connection.close();
}

void main();
