// A monitor in a process of its own, which can be killed: `node monitor.mjs <address> <interval> <webhook> <secret>`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Client, Connection } = require('@handrail/client');
const { startSlaMonitor, webhookSink } = require('@handrail/operations');

const [address, every, url, secret] = process.argv.slice(2);
const client = new Client({ connection: await Connection.connect({ address }) });
const monitor = startSlaMonitor(client, {
  every: Number(every),
  warnBefore: 1,
  stillEvery: '1 day',
  sinks: [webhookSink({ url, secret })],
  onRound: ({ found, notified, taken, failed }) => process.send?.({ found, notified, taken, failed }),
  onError: (error) => console.error(error),
});
process.on('SIGTERM', () => void monitor.stop().then(() => process.exit()));
process.on('disconnect', () => process.exit());
