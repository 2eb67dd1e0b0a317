import { HandrailError } from '@handrail/errors';
import { parseArgs } from 'node:util';
import { CleanUp } from './quickstart/clean-up';
import { Screen } from './quickstart/screen';
import { type QuickstartServer, startServer } from './quickstart/server';

const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs the example from end to end on a real server. `--keep` leaves the server running for a look at its UI. */
async function main(): Promise<void> {
  const { keep } = parseArgs({ options: { keep: { type: 'boolean', default: false } } }).values;
  const screen = new Screen();
  const cleanUp = new CleanUp();
  for (const [signal, exitCode] of Object.entries(INTERRUPTED)) {
    process.once(signal, () => {
      void cleanUp.run().then(() => process.exit(exitCode));
    });
  }
  try {
    screen.say('', 'An order whose worker dies while the card is charged', '');
    let server!: QuickstartServer;
    await screen.step('Temporal server', 'starting', async () => {
      server = await startServer();
      cleanUp.add(() => server.stop());
      return server.isOurs ? `${server.address}, UI ${server.uiUrl}` : `${server.address} (TEMPORAL_ADDRESS)`;
    });
    // The policy reads it, in this process and in the workers'.
    process.env['TEMPORAL_UI_URL'] = server.uiUrl;
    const { tellStory } = await import('./quickstart/story.js');
    await tellStory(screen, server, cleanUp);
    if (!server.isOurs) return;
    if (keep) {
      screen.say('The server runs until you press Ctrl-C.');
      await new Promise(() => undefined);
    }
    screen.say(
      'The server stops now. `npm run quickstart -- --keep` leaves it running; `npx handrail dev` starts one to work with.',
    );
  } finally {
    await cleanUp.run();
  }
}

main().catch((error: unknown) => {
  console.error(HandrailError.isInstance(error) ? error.message : error);
  process.exitCode = 1;
});
