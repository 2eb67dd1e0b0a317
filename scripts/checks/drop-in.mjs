import { resolve } from 'node:path';
import { PACKED } from './packed-packages.mjs';

const PROJECT = 'scripts/drop-in-project';

/** A project of raw SDK code, tests and all, after nothing but its import names were changed. */
export const dropIn = {
  name: 'Drop-in',
  narrow: true,
  fix: `correct what breaks a user's code; compare both: node scripts/drop-in-check.mjs ${PROJECT} --worker worker --client client --port 0`,
  run: ({ command }) =>
    command(
      process.execPath,
      [
        'scripts/drop-in-check.mjs',
        PROJECT,
        ...['--only', 'handrail', '--packed', resolve(PACKED), '--port', '0'],
        ...['--script', 'test', '--worker', 'worker', '--client', 'client'],
      ],
      { onOutput: (text, detail) => detail(/^handrail: (.+)$/m.exec(text)?.[1] ?? '') },
    ),
};
