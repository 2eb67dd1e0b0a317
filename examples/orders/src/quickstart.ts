import { parseArgs } from 'node:util';
import { explainError } from './explain-error';
import { CleanUp } from './quickstart/clean-up';
import { Screen } from './quickstart/screen';
import { type QuickstartServer, startServer } from './quickstart/server';
import { tellStory } from './quickstart/story';

const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs the example from end to end on a real server. `--keep` leaves the server running for a look at its UI. */
async function main(): Promise<void> {
  const { keep } = parseArgs({ options: { keep: { type: 'boolean', default: false } } }).values;
  const screen = new Screen();
  const cleanUp = new CleanUp();
  // Interrupting is how a server that was kept is stopped.
  let isDone = false;
  const interrupt = (exitCode: number) => void cleanUp.run().then(() => process.exit(isDone ? 0 : exitCode));
  for (const [signal, exitCode] of Object.entries(INTERRUPTED)) process.on(signal, () => interrupt(exitCode));
  // Whoever started this was killed: nobody is left to see the end of it.
  process.once('disconnect', () => interrupt(INTERRUPTED.SIGTERM));
  try {
    screen.say('', 'An order whose worker dies while the card is charged', '');
    let server!: QuickstartServer;
    await screen.step('Temporal server', 'starting', async () => {
      server = await startServer();
      cleanUp.add(() => server.stop());
      return server.uiUrl === undefined ? server.address : `${server.address}, UI ${server.uiUrl}`;
    });
    await tellStory(screen, server, cleanUp);
    if (server.uiUrl === undefined) return;
    if (keep) {
      isDone = true;
      screen.say('The server runs until you press Ctrl-C.');
      await new Promise(() => undefined);
    }
    screen.say('The server stops now. To look around, leave it running: npm run quickstart -- --keep');
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!cleanUp.hasBegun) throw error;
  } finally {
    await cleanUp.run();
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(explainError(error));
    process.exit(1);
  },
);
