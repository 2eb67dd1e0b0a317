// Generators, streams, pools of workers, settled promises, signals, sagas, compensation, buffers, cursors in heartbeats.
import { setTimeout as pause } from 'node:timers/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ApplicationFailure, activityInfo, cancellationSignal, heartbeat, sleep } from '@temporalio/activity';
import { collect } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('flows');
export const flows = cases;

class Store {
  items = {};
  lines = [];
  async put(id, value) {
    this.items[id] = value;
  }
  async append(line) {
    this.lines.push(line);
  }
  async remove(id) {
    delete this.items[id];
  }
  async missing(ids) {
    return ids.filter((id) => !(id in this.items));
  }
}

/** An activity over a list of ids, with a store of its own. */
const over =
  (activityOn, args = ['a', 'b', 'c'], distinct = ['x', 'y']) =>
  ({ memory }) => {
    const store = new Store();
    return { activity: activityOn(store), args: [args], distinct: [distinct], world: memory(store) };
  };

fine(
  'generator',
  'what an async generator yields is put under its id',
  over((store) => async (ids) => {
    async function* thumbnails() {
      for (const id of ids) yield { id, width: id.length * 100 };
    }
    let count = 0;
    for await (const { id, width } of thumbnails()) {
      await store.put(id, width);
      count += 1;
    }
    return { count };
  }),
);

bug(
  'stream-appends',
  'stream-appends',
  'DUPLICATE_EFFECT',
  'the pipeline begins at the start and appends',
  over((store) => async (ids) => {
    const sink = new Writable({
      objectMode: true,
      write: (id, _encoding, done) => void store.append(`line ${id}`).then(() => done(), done),
    });
    await pipeline(Readable.from(ids), sink);
  }),
);

fine(
  'stream-puts',
  'the pipeline begins at the start and puts',
  over((store) => async (ids) => {
    const sink = new Writable({
      objectMode: true,
      write: (id, _encoding, done) => void store.put(id, 'seen').then(() => done(), done),
    });
    await pipeline(Readable.from(ids), sink);
  }),
);

const pool = async (ids, size, work) => {
  const queue = [...ids];
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) await work(id);
    }),
  );
};

fine(
  'pool-of-two',
  'two workers share a queue; a failure ends the attempt',
  over((store) => async (ids) => {
    await pool(ids, 2, (id) => store.put(id, 'done'));
  }),
);

bug(
  'pool-swallows',
  'settled-and-forgotten',
  'LOST_EFFECT',
  'the workers count failures, and nobody looks at the count',
  over((store) => async (ids) => {
    const failed = [];
    await pool(ids, 2, (id) => store.put(id, 'done').catch(() => failed.push(id)));
    if (failed.length === ids.length) throw new Error('all failed');
  }),
);

bug(
  'settled',
  'settled-and-forgotten',
  'LOST_EFFECT',
  'allSettled never fails',
  over((store) => async (ids) => {
    const outcomes = await Promise.allSettled(ids.map((id) => store.put(id, 'done')));
    return { asked: outcomes.length };
  }),
);

fine(
  'settled-and-looked-at',
  'what has failed is thrown together',
  over((store) => async (ids) => {
    const outcomes = await Promise.allSettled(ids.map((id) => store.put(id, 'done')));
    const reasons = outcomes.flatMap(({ status, reason }) => (status === 'rejected' ? [reason] : []));
    if (reasons.length > 0) throw new AggregateError(reasons, `${reasons.length} failed`);
    return { asked: outcomes.length };
  }),
);

bug(
  'any-of-them',
  'settled-and-forgotten',
  'LOST_EFFECT',
  'Promise.any is content with one of the replicas',
  over((store) => async (ids) => {
    await Promise.any(ids.map((id) => store.put(id, 'replica')));
  }),
);

bug(
  'gives-up-after-three',
  'gives-up-quietly',
  'LOST_EFFECT',
  'a receiver that stays down for three tries is logged and left out',
  over((store) => async (ids) => {
    for (const id of ids) {
      for (let tries = 1; tries <= 3; tries += 1) {
        try {
          await store.put(id, 'done');
          break;
        } catch (error) {
          if (tries === 3) console.warn('left out', id, error);
          await sleep(100);
        }
      }
    }
  }),
);

fine(
  'throws-after-three',
  'a receiver that stays down for three tries fails the attempt',
  over((store) => async (ids) => {
    for (const id of ids) {
      for (let tries = 1; ; tries += 1) {
        try {
          await store.put(id, 'done');
          break;
        } catch (error) {
          if (tries === 3) throw error;
          await sleep(100);
        }
      }
    }
  }),
);

bug(
  'buffer-not-flushed',
  'buffer-not-flushed',
  'LOST_EFFECT',
  'the writer flushes a second later, when the activity has long reported',
  over((store) => async (ids) => {
    const buffer = [];
    let timer;
    const write = (id) => {
      buffer.push(id);
      timer ??= setTimeout(() => {
        for (const each of buffer.splice(0)) void store.put(each, 'written');
      }, 1000);
    };
    for (const id of ids) write(id);
    return { written: ids.length };
  }),
);

fine(
  'buffer-flushed',
  'the writer is closed before the activity reports',
  over((store) => async (ids) => {
    const buffer = [];
    const flush = async () => {
      for (const each of buffer.splice(0)) await store.put(each, 'written');
    };
    for (const id of ids) {
      buffer.push(id);
      if (buffer.length === 2) await flush();
    }
    await flush();
    return { written: ids.length };
  }),
);

fine(
  'paused-by-node',
  'pauses of node:timers between the puts',
  over((store) => async (ids) => {
    for (const id of ids) {
      await store.put(id, 'seen');
      await pause(50);
    }
  }),
);

// ---- sagas ---------------------------------------------------------------------------------------------------------

class Trips {
  flights = {};
  hotels = {};
  async bookFlight(trip) {
    this.flights[trip] = 'booked';
  }
  async bookHotel(trip) {
    this.hotels[trip] = 'booked';
  }
  async cancelFlight(trip) {
    delete this.flights[trip];
  }
  async cancelHotel(trip) {
    delete this.hotels[trip];
  }
}
const trip =
  (activityOn) =>
  ({ memory }) => {
    const trips = new Trips();
    return { activity: activityOn(trips), args: ['t1'], distinct: ['t2'], world: memory(trips) };
  };

bug(
  'saga-forgets-landed',
  'saga-forgets-landed',
  'TORN_STATE',
  'a hotel whose answer was lost is booked, and only the flight is cancelled before it fails for good',
  trip((trips) => async (id) => {
    await trips.bookFlight(id);
    try {
      await trips.bookHotel(id);
    } catch (error) {
      await trips.cancelFlight(id);
      throw ApplicationFailure.nonRetryable(`no hotel: ${error.message}`);
    }
  }),
);

fine(
  'saga-cancels-both',
  'what may have landed is cancelled, too, before it fails for good',
  trip((trips) => async (id) => {
    try {
      await trips.bookFlight(id);
      await trips.bookHotel(id);
    } catch (error) {
      await trips.cancelHotel(id);
      await trips.cancelFlight(id);
      throw ApplicationFailure.nonRetryable(`no trip: ${error.message}`);
    }
  }),
);

bug(
  'saga-reports-success',
  'compensated-success',
  'LOST_EFFECT',
  'the trip is cancelled, and the activity reports success all the same',
  trip((trips) => async (id) => {
    const undo = [];
    try {
      undo.push(() => trips.cancelFlight(id));
      await trips.bookFlight(id);
      undo.push(() => trips.cancelHotel(id));
      await trips.bookHotel(id);
    } catch {
      for (const step of undo.reverse()) await step();
    }
  }),
);

fine(
  'saga-forward',
  'nothing is undone: each retry books what may be booked twice',
  trip((trips) => async (id) => {
    await Promise.all([trips.bookFlight(id), trips.bookHotel(id)]);
    return { id, state: 'booked' };
  }),
);

bug(
  'cleanup-of-zombie',
  'compensation-by-zombie',
  'LOST_EFFECT',
  'an attempt that nobody waits for any more is told so while it sleeps, and cancels the trip that the retry has booked',
  trip((trips) => async (id) => {
    let isBooked = false;
    try {
      await trips.bookFlight(id);
      heartbeat('flight');
      await sleep('5 seconds');
      await trips.bookHotel(id);
      isBooked = true;
    } finally {
      if (!isBooked) {
        await trips.cancelHotel(id);
        await trips.cancelFlight(id);
      }
    }
  }),
);

bug(
  'aborted-is-success',
  'cancel-swallowed',
  'LOST_EFFECT',
  'a race between the work and the signal: whoever loses goes on or is forgotten, and success is reported',
  over((store) => async (ids) => {
    const signal = cancellationSignal();
    const aborted = new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve('aborted'), { once: true }),
    );
    for (const id of ids) {
      heartbeat(id);
      const outcome = await Promise.race([
        aborted,
        sleep(1000)
          .then(() => 'slept')
          .catch(() => 'aborted'),
      ]);
      if (outcome === 'aborted') return;
      await store.put(id, 'done');
    }
  }),
);

// ---- cursors -------------------------------------------------------------------------------------------------------

bug(
  'cursor-redoes',
  'heartbeat-off-by-one',
  'DUPLICATE_EFFECT',
  'the heartbeat names the item that is done, and the retry begins with it',
  over((store) => async (ids) => {
    for (let index = activityInfo().heartbeatDetails ?? 0; index < ids.length; index += 1) {
      await store.append(ids[index]);
      heartbeat(index);
    }
  }),
);

bug(
  'cursor-skips',
  'heartbeat-off-by-one',
  'LOST_EFFECT',
  'the heartbeat names the next item, and the retry begins after it',
  over((store) => async (ids) => {
    for (let index = (activityInfo().heartbeatDetails ?? -1) + 1; index < ids.length; index += 1) {
      await store.put(ids[index], 'done');
      heartbeat(index + 1);
    }
  }),
);

bug(
  'cursor-before',
  'heartbeat-too-early',
  'LOST_EFFECT',
  'the heartbeat goes out before the effect',
  over((store) => async (ids) => {
    const done = new Set(activityInfo().heartbeatDetails ?? []);
    for (const id of ids) {
      if (done.has(id)) continue;
      done.add(id);
      heartbeat([...done]);
      await store.put(id, 'done');
    }
  }),
);

fine(
  'cursor-after',
  'the heartbeat goes out after the effect, which may be done again',
  over((store) => async (ids) => {
    const done = new Set(activityInfo().heartbeatDetails ?? []);
    for (const id of ids) {
      if (done.has(id)) continue;
      await store.put(id, 'done');
      done.add(id);
      heartbeat([...done]);
    }
    return { done: ids.length };
  }),
);

bug(
  'cursor-over-what-is-left',
  'cursor-over-shrinking-list',
  'LOST_EFFECT',
  'the list is what is left by now, the cursor counts from its old beginning',
  over((store) => async (ids) => {
    const left = await store.missing(ids);
    for (let index = activityInfo().heartbeatDetails ?? 0; index < left.length; index += 1) {
      await store.put(left[index], 'done');
      heartbeat(index + 1);
    }
  }),
);

fine(
  'cursor-with-sum',
  'cursor and sum travel together, so any earlier heartbeat is right',
  over((store) => async (ids) => {
    let { next, sum } = activityInfo().heartbeatDetails ?? { next: 0, sum: 0 };
    while (next < ids.length) {
      await store.put(ids[next], next);
      sum += ids[next].charCodeAt(0);
      next += 1;
      heartbeat({ next, sum });
    }
    return { sum };
  }),
);

bug(
  'cursor-without-sum',
  'result-of-rest',
  'RESULT_DRIFT',
  'the cursor is resumed, the sum begins at 0',
  over((store) => async (ids) => {
    let sum = 0;
    for (let next = activityInfo().heartbeatDetails ?? 0; next < ids.length; next += 1) {
      await store.put(ids[next], next);
      sum += ids[next].charCodeAt(0);
      heartbeat(next + 1);
    }
    return { sum };
  }),
);
