import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RealWork } from '../../../src/internal/idempotency/real-work';

/** Takes some milliseconds, in a single request. */
const LONG_READ = Buffer.alloc(64 * 1024 * 1024);

it.skipIf(process.platform === 'win32')(
  'sees a request that is under way - also where it was opened in the answer to another one',
  async () => {
    const file = await open('/dev/zero');
    const work = new RealWork();
    // Until the end of this turn the request that opened the file counts as pending.
    await work.open();
    const reading = file.read(LONG_READ);
    await nextTurn();
    const isSeen = work.isUnderWay();
    await reading;
    await file.close();
    await nextTurn();
    const isStillSeen = work.isUnderWay();
    work.close();

    expect({ isSeen, isStillSeen }).toEqual({ isSeen: true, isStillSeen: false });
  },
);
