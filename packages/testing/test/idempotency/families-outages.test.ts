// A receiver that is down for longer than an activity's own tries, and activities that give up for good.
import { ApplicationFailure, sleep } from '@temporalio/activity';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

class Store {
  items = new Map<string, string>();
  async put(id: string, value: string): Promise<void> {
    this.items.set(id, value);
  }
}

/** An activity that tries three times; `givesUp` says what it does then. */
const trying = (givesUp: (error: unknown) => void) => {
  const store = new Store();
  const activity = async (id: string) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await store.put(id, 'done');
        return;
      } catch (error) {
        if (tries === 3) return givesUp(error);
        await sleep(100);
      }
    }
  };
  return checkIdempotency(activity, { args: ['a'], distinct: ['b'], world: memoryWorld(store), name: 'put' });
};

describe('a receiver that stays down for all tries of an attempt', () => {
  it('is noticed where the activity reports success all the same', async () => {
    const report = await trying(() => undefined);
    expect(report.findings.map(({ verdict, plan, message }) => [verdict, plan, message.split('\n')[0]])).toEqual([
      [
        'LOST_EFFECT',
        'error/e1/refused/stays',
        '[HR6003] Activity "put" loses an effect: effect 1 (put) does not take place however often attempt 1 tries, and the activity sees: refused; items.a: less than one clean run leaves.',
      ],
    ]);
  });

  it('is no finding where the activity says so', async () => {
    const report = await trying((error) => {
      throw error;
    });
    expect(report.verdict).toBe('IDEMPOTENT');
  });

  it('is not tried where the activity does not try again', async () => {
    const store = new Store();
    const report = await checkIdempotency((id: string) => store.put(id, 'done'), {
      args: ['a'],
      distinct: ['b'],
      world: memoryWorld(store),
    });
    expect(report.plans.find(({ id }) => id === 'error/e1/refused/stays')?.outcome).toBe('not-reached');
  });
});

describe('an activity that takes back what it has done and fails for good', () => {
  class Trips {
    flights = new Set<string>();
    hotels = new Set<string>();
    async bookFlight(id: string): Promise<void> {
      this.flights.add(id);
    }
    async bookHotel(id: string): Promise<void> {
      this.hotels.add(id);
    }
    async cancelFlight(id: string): Promise<void> {
      this.flights.delete(id);
    }
    async cancelHotel(id: string): Promise<void> {
      this.hotels.delete(id);
    }
  }

  const booking = (undo: (trips: Trips, id: string) => Promise<void>) => {
    const trips = new Trips();
    const activity = async (id: string) => {
      try {
        await trips.bookFlight(id);
        await trips.bookHotel(id);
      } catch (error) {
        await undo(trips, id);
        throw ApplicationFailure.nonRetryable(`no trip: ${String(error)}`);
      }
    };
    return checkIdempotency(activity, { args: ['t1'], distinct: ['t2'], world: memoryWorld(trips), name: 'book' });
  };

  it('has left nothing: the workflow knows what is so', async () => {
    const report = await booking(async (trips, id) => {
      await trips.cancelHotel(id);
      await trips.cancelFlight(id);
    });
    expect(report.verdict).toBe('IDEMPOTENT');
  });

  it('tears the state where it forgets what has landed without an answer', async () => {
    const report = await booking((trips, id) => trips.cancelFlight(id));
    expect(report.findings.map(({ verdict, plan, message }) => [verdict, plan, message.split('\n')[0]])).toEqual([
      [
        'TORN_STATE',
        'error/e2/lost-answer',
        '[HR6004] Activity "book" leaves a state that no clean run leaves: effect 2 (bookHotel) takes place, and the activity sees: lost answer; it takes back a part, fails for good and leaves the rest: flights["t1"]: not what one clean run leaves.',
      ],
    ]);
  });

  it('is stuck where it takes nothing back', async () => {
    const report = await booking(async () => undefined);
    expect(report.verdict).toBe('STUCK');
  });
});
