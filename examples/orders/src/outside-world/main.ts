import { DEFAULT_PORTS } from '../service-addresses';
import { startOutsideWorld } from '.';

/** Runs the stand-ins until Ctrl-C, for trying the example by hand. */
async function main(): Promise<void> {
  const { addresses, close } = await startOutsideWorld({ stock: { book: 100, lamp: 10 }, ports: DEFAULT_PORTS });
  for (const [name, url] of Object.entries(addresses)) console.log(`${name.padEnd(9)} ${url}`);
  process.once('SIGINT', () => void close());
  process.once('SIGTERM', () => void close());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
