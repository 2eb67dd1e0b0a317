// Booking, logistics, healthcare, HR, games, devices, identity and marketing, on fakes in memory.
import { randomBytes, randomUUID } from 'node:crypto';
import { activityInfo, CancelledFailure, Context, heartbeat, sleep } from '@temporalio/activity';
import { collect } from './collect.mjs';

const { cases, bug, fine } = collect('teams');
export const teams = cases;

class AlreadyExists extends Error {}

/** A table whose rows are put whole. */
class Table {
  constructor(rows = {}) {
    this.rows = new Map(Object.entries(rows));
  }
  async get(id) {
    const row = this.rows.get(id);
    return row && structuredClone(row);
  }
  async put(id, row) {
    this.rows.set(id, structuredClone(row));
  }
  async insert(id, row) {
    if (this.rows.has(id)) throw new AlreadyExists(`${id} is there already`);
    this.rows.set(id, structuredClone(row));
  }
  async remove(id) {
    return this.rows.delete(id);
  }
}

/** What is pushed stays, in order. */
class Feed {
  entries = [];
  async push(entry) {
    this.entries.push(entry);
  }
}

// ---- booking -------------------------------------------------------------------------------------------------------

bug(
  'hold-then-confirm',
  'early-return',
  'TORN_STATE',
  'a crash between hold and confirmation leaves the room held for ever',
  ({ memory }) => {
    const rooms = {
      bookings: new Map(),
      async hold(booking, room) {
        if (this.bookings.has(booking)) return false;
        this.bookings.set(booking, { room, state: 'held' });
        return true;
      },
      async confirm(booking) {
        this.bookings.get(booking).state = 'confirmed';
      },
    };
    return {
      activity: async ({ booking, room }) => {
        const isNew = await rooms.hold(booking, room);
        if (!isNew) return;
        await rooms.confirm(booking);
      },
      args: [{ booking: 'b1', room: '101' }],
      distinct: [{ booking: 'b2', room: '102' }],
      world: memory(rooms),
    };
  },
);

fine('hold-then-confirm-always', 'whether the hold is new or not, it is confirmed', ({ memory }) => {
  const rooms = {
    bookings: new Map(),
    async hold(booking, room) {
      if (!this.bookings.has(booking)) this.bookings.set(booking, { room, state: 'held' });
    },
    async confirm(booking) {
      this.bookings.get(booking).state = 'confirmed';
    },
  };
  return {
    activity: async ({ booking, room }) => {
      await rooms.hold(booking, room);
      await rooms.confirm(booking);
      return { booking, state: 'confirmed' };
    },
    args: [{ booking: 'b1', room: '101' }],
    distinct: [{ booking: 'b2', room: '102' }],
    world: memory(rooms),
  };
});

bug(
  'seat-taken',
  'stumbles-over-itself',
  'STUCK',
  'the seat is taken by the attempt before, and the retry takes that for somebody else',
  ({ memory }) => {
    const plane = {
      seats: {},
      async assign(seat, passenger) {
        if (this.seats[seat]) throw new Error(`seat ${seat} is taken`);
        this.seats[seat] = passenger;
      },
    };
    return {
      activity: async function assignSeat(seat, passenger) {
        await plane.assign(seat, passenger);
        return `${seat}/${passenger}`;
      },
      args: ['12A', 'ann'],
      distinct: ['12B', 'bob'],
      world: memory(plane),
    };
  },
);

fine('seat-taken-by-us', 'a taken seat is looked at, and fine where its holder is the same passenger', ({ memory }) => {
  const plane = {
    seats: {},
    async assign(seat, passenger) {
      if (this.seats[seat]) throw new AlreadyExists(seat);
      this.seats[seat] = passenger;
    },
    async holder(seat) {
      return this.seats[seat];
    },
  };
  return {
    activity: async function assignSeat(seat, passenger) {
      try {
        await plane.assign(seat, passenger);
      } catch (error) {
        if (!(error instanceof AlreadyExists) || (await plane.holder(seat)) !== passenger) throw error;
      }
      return `${seat}/${passenger}`;
    },
    args: ['12A', 'ann'],
    distinct: ['12B', 'bob'],
    world: memory(plane),
  };
});

bug(
  'release-on-cancel',
  'compensation-by-zombie',
  'LOST_EFFECT',
  'a zombie that learns of its end gives the seat back which the retry has sold',
  ({ memory }) => {
    const seats = {
      held: new Map(),
      async hold(seat, booking) {
        this.held.set(seat, booking);
      },
      async release(seat) {
        this.held.delete(seat);
      },
    };
    const tickets = new Table();
    return {
      activity: async ({ booking, seat }) => {
        await seats.hold(seat, booking);
        heartbeat({ seat });
        try {
          await sleep('1 second');
        } catch (error) {
          if (error instanceof CancelledFailure) await seats.release(seat);
          throw error;
        }
        await tickets.put(booking, { seat });
      },
      args: [{ booking: 'b1', seat: '1A' }],
      distinct: [{ booking: 'b2', seat: '1B' }],
      world: memory({ seats, tickets }),
    };
  },
);

// ---- logistics -----------------------------------------------------------------------------------------------------

bug('next-state', 'relative', 'TORN_STATE', 'the retry advances the parcel by one state more', ({ memory }) => {
  const parcels = new Table({ p1: { state: 'new' }, p2: { state: 'new' } });
  const NEXT = { new: 'packed', packed: 'shipped', shipped: 'delivered', delivered: 'delivered' };
  return {
    activity: async (id) => {
      const parcel = await parcels.get(id);
      await parcels.put(id, { ...parcel, state: NEXT[parcel.state] });
    },
    args: ['p1'],
    distinct: ['p2'],
    world: memory(parcels),
  };
});

fine('named-state', 'the state to reach comes in the arguments, and no other call sets it', ({ memory }) => {
  const parcels = new Table({ p1: { state: 'new', weight: 2 }, p2: { state: 'new', weight: 3 } });
  return {
    activity: async (id, state) => {
      const parcel = await parcels.get(id);
      await parcels.put(id, { ...parcel, state });
      return { id, state };
    },
    args: ['p1', 'packed'],
    distinct: ['p2', 'packed'],
    world: memory(parcels),
  };
});

bug('stock-pick', 'relative', 'DUPLICATE_EFFECT', 'the stock goes down once an attempt', ({ memory }) => {
  const stock = {
    levels: { screw: 100, nut: 80 },
    async change(sku, by) {
      this.levels[sku] += by;
    },
  };
  const picker = (store) => async (lines) => {
    for (const { sku, quantity } of lines) await store.change(sku, -quantity);
    return lines.length;
  };
  return {
    activity: picker(stock),
    args: [[{ sku: 'screw', quantity: 4 }]],
    distinct: [[{ sku: 'nut', quantity: 2 }]],
    world: memory(stock),
  };
});

fine('stock-pick-by-move', 'a move is known by its id, and its stock changes in the same step', ({ memory }) => {
  const stock = {
    levels: { screw: 100, nut: 80 },
    moves: new Set(),
    async change(move, sku, by) {
      if (this.moves.has(move)) return;
      this.moves.add(move);
      this.levels[sku] += by;
    },
  };
  return {
    activity: async (pick, lines) => {
      for (const [index, { sku, quantity }] of lines.entries()) await stock.change(`${pick}:${index}`, sku, -quantity);
      return lines.length;
    },
    args: [
      'pick-1',
      [
        { sku: 'screw', quantity: 4 },
        { sku: 'nut', quantity: 1 },
      ],
    ],
    distinct: [
      'pick-2',
      [
        { sku: 'nut', quantity: 2 },
        { sku: 'screw', quantity: 3 },
      ],
    ],
    world: memory(stock),
  };
});

bug(
  'pop-the-queue',
  'takes-the-next',
  'DUPLICATE_EFFECT',
  'each attempt takes another message from the queue and handles that one, too',
  ({ memory }) => {
    const queues = {
      waiting: { north: ['n1', 'n2', 'n3', 'n4'], south: ['s1', 's2', 's3', 's4'] },
      async pop(queue) {
        return this.waiting[queue].shift();
      },
    };
    const routes = new Table();
    return {
      activity: async (queue) => {
        const parcel = await queues.pop(queue);
        if (parcel !== undefined) await routes.put(parcel, { queue });
      },
      args: ['north'],
      distinct: ['south'],
      world: memory({ queues, routes }),
    };
  },
);

fine(
  'handle-then-acknowledge',
  'the message goes after its work is done, and one that is gone was done',
  ({ memory }) => {
    const queue = new Table({ m1: { parcel: 'p1' }, m2: { parcel: 'p2' } });
    const routes = new Table();
    return {
      activity: async (message) => {
        const found = await queue.get(message);
        if (found === undefined) return;
        await routes.put(found.parcel, { from: message });
        await queue.remove(message);
      },
      args: ['m1'],
      distinct: ['m2'],
      world: memory({ queue, routes }),
    };
  },
);

bug(
  'acknowledge-then-handle',
  'mark-before',
  'LOST_EFFECT',
  'a crash after the removal leaves a message that nobody has handled',
  ({ memory }) => {
    const queue = new Table({ m1: { parcel: 'p1' }, m2: { parcel: 'p2' } });
    const routes = new Table();
    return {
      activity: async (message) => {
        const found = await queue.get(message);
        if (!found) return;
        await queue.remove(message);
        await routes.put(found.parcel, { from: message });
      },
      args: ['m1'],
      distinct: ['m2'],
      world: memory({ queue, routes }),
      ignore: [],
    };
  },
);

bug(
  'clear-and-refill-list',
  'zombie-interleaves',
  'DUPLICATE_EFFECT',
  'a zombie goes on pushing stops into the list which the retry has filled',
  ({ memory }) => {
    const tours = {
      stops: { t1: ['old'], t2: [] },
      async clear(tour) {
        this.stops[tour] = [];
      },
      async push(tour, stop) {
        this.stops[tour].push(stop);
      },
    };
    return {
      activity: async (tour, stops) => {
        await tours.clear(tour);
        for (const stop of stops) await tours.push(tour, stop);
      },
      args: ['t1', ['a', 'b', 'c']],
      distinct: ['t2', ['x', 'y']],
      world: memory(tours),
    };
  },
);

fine('clear-and-refill-set', 'whoever clears refills it whole, and a set takes a stop once', ({ memory }) => {
  const tours = {
    stops: { t1: new Set(['old']), t2: new Set() },
    async clear(tour) {
      this.stops[tour].clear();
    },
    async add(tour, stop) {
      this.stops[tour].add(stop);
    },
  };
  return {
    activity: async (tour, stops) => {
      await tours.clear(tour);
      for (const stop of stops) await tours.add(tour, stop);
    },
    args: ['t1', ['a', 'b', 'c']],
    distinct: ['t2', ['x', 'y']],
    world: memory(tours),
  };
});

// ---- healthcare ----------------------------------------------------------------------------------------------------

bug(
  'appointment-number',
  'number-per-attempt',
  'DUPLICATE_EFFECT',
  'each attempt files an appointment under a new id',
  ({ memory }) => {
    const calendar = new Table();
    return {
      activity: async ({ patient, slot }) => {
        const id = randomUUID();
        await calendar.insert(id, { patient, slot });
        return id;
      },
      args: [{ patient: 'ann', slot: '9:00' }],
      distinct: [{ patient: 'bob', slot: '9:15' }],
      world: memory(calendar),
    };
  },
);

fine(
  'prescription-insert',
  'the id comes from the caller, and an id that is there was put there by an attempt before',
  ({ memory }) => {
    const prescriptions = new Table();
    const tolerate = async (type, work) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof type)) throw error;
      }
    };
    return {
      activity: async ({ id, patient, drug }) => {
        await tolerate(AlreadyExists, () => prescriptions.insert(id, { patient, drug }));
        return id;
      },
      args: [{ id: 'rx1', patient: 'ann', drug: 'a' }],
      distinct: [{ id: 'rx2', patient: 'ann', drug: 'a' }],
      world: memory(prescriptions),
    };
  },
);

bug(
  'all-errors-tolerated',
  'error-swallowed',
  'LOST_EFFECT',
  'also a refused connection is taken for a row that is there',
  ({ memory }) => {
    const prescriptions = new Table();
    return {
      activity: async ({ id, patient, drug }) => {
        await prescriptions.insert(id, { patient, drug }).catch(() => undefined);
        return id;
      },
      args: [{ id: 'rx1', patient: 'ann', drug: 'a' }],
      distinct: [{ id: 'rx2', patient: 'ann', drug: 'a' }],
      world: memory(prescriptions),
    };
  },
);

bug(
  'dose-log',
  'race',
  'DUPLICATE_EFFECT',
  'the last dose is read and the new one written in two steps',
  ({ memory }) => {
    const chart = {
      doses: [],
      async last(patient) {
        return this.doses.findLast((dose) => dose.patient === patient);
      },
      async note(dose) {
        this.doses.push(dose);
      },
    };
    return {
      activity: async (dose) => {
        const last = await chart.last(dose.patient);
        if (last?.round === dose.round) return 'noted';
        await chart.note(dose);
        return 'noted';
      },
      args: [{ patient: 'ann', round: 7, milligrams: 5 }],
      distinct: [{ patient: 'bob', round: 7, milligrams: 10 }],
      world: memory(chart),
    };
  },
);

bug(
  'set-allergy-text',
  'last-write-wins',
  'TORN_STATE',
  'a late repetition puts the old text over the newer one',
  ({ memory }) => {
    const records = new Table({ ann: { allergies: 'unknown' } });
    return {
      activity: async ({ patient, allergies }) => records.put(patient, { allergies }),
      args: [{ patient: 'ann', allergies: 'none' }],
      distinct: [{ patient: 'ann', allergies: 'penicillin' }],
      world: memory(records),
    };
  },
);

fine('set-allergy-text-newest', 'the entry with the higher number stays, whoever comes last', ({ memory }) => {
  const records = {
    byPatient: { ann: { number: 0, allergies: 'unknown' } },
    async putIfNewer(patient, entry) {
      if (entry.number > this.byPatient[patient].number) this.byPatient[patient] = entry;
    },
  };
  return {
    activity: async ({ patient, ...entry }) => records.putIfNewer(patient, entry),
    args: [{ patient: 'ann', number: 1, allergies: 'none' }],
    distinct: [{ patient: 'ann', number: 2, allergies: 'penicillin' }],
    world: memory(records),
  };
});

// ---- people --------------------------------------------------------------------------------------------------------

fine('onboarding', 'each step makes sure of something and none minds that it is there', ({ memory }) => {
  const directory = {
    people: new Map(),
    groups: { staff: new Set(), berlin: new Set() },
    laptops: new Map(),
    async ensurePerson(id, name) {
      if (!this.people.has(id)) this.people.set(id, { name, mail: `${id}@acme.example` });
      return this.people.get(id);
    },
    async join(group, id) {
      this.groups[group].add(id);
    },
    async orderLaptop(ticket, id) {
      if (!this.laptops.has(ticket)) this.laptops.set(ticket, id);
    },
  };
  class Onboarding {
    #steps = [
      (hire) => directory.ensurePerson(hire.id, hire.name),
      (hire) => Promise.all(['staff', hire.site].map((group) => directory.join(group, hire.id))),
      (hire) => directory.orderLaptop(`laptop-${hire.id}`, hire.id),
    ];
    async run(hire) {
      for (const step of this.#steps) await step(hire);
      return { mail: `${hire.id}@acme.example` };
    }
  }
  const onboarding = new Onboarding();
  return {
    activity: (hire) => onboarding.run(hire),
    args: [{ id: 'ann', name: 'Ann', site: 'berlin' }],
    distinct: [{ id: 'bob', name: 'Bob', site: 'berlin' }],
    world: memory(directory),
  };
});

bug(
  'onboarding-welcome',
  'one-step-without-key',
  'DUPLICATE_EFFECT',
  'all steps but the last make sure of something; the last one posts',
  ({ memory }) => {
    const people = new Table();
    const chat = new Feed();
    return {
      activity: async ({ id, name }) => {
        await people.put(id, { name });
        await chat.push(`Welcome, ${name}!`);
      },
      args: [{ id: 'ann', name: 'Ann' }],
      distinct: [{ id: 'bob', name: 'Bob' }],
      world: memory({ people, chat }),
    };
  },
);

bug(
  'leave-days',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes back the tags that it had read before the other call added one',
  ({ memory }) => {
    const documents = new Table({ d1: { tags: [] } });
    return {
      activity: async (id, tag) => {
        const document = await documents.get(id);
        const tags = new Set(document.tags);
        tags.add(tag);
        await documents.put(id, { ...document, tags: [...tags].sort() });
      },
      args: ['d1', 'approved'],
      distinct: ['d1', 'signed'],
      world: memory(documents),
    };
  },
);

fine(
  'leave-days-compare-and-swap',
  'a write from an old revision is refused and done again from the new one',
  ({ memory }) => {
    const documents = {
      rows: { d1: { revision: 1, tags: [] } },
      async get(id) {
        return structuredClone(this.rows[id]);
      },
      async putIf(id, revision, tags) {
        if (this.rows[id].revision !== revision) return false;
        this.rows[id] = { revision: revision + 1, tags };
        return true;
      },
    };
    return {
      activity: async (id, tag) => {
        for (;;) {
          const { revision, tags } = await documents.get(id);
          if (tags.includes(tag)) return;
          if (await documents.putIf(id, revision, [...tags, tag].sort())) return;
        }
      },
      args: ['d1', 'approved'],
      distinct: ['d1', 'signed'],
      world: memory(documents),
    };
  },
);

bug('delete-badge', 'stumbles-over-itself', 'STUCK', 'what is deleted already is an error', ({ memory }) => {
  const badges = {
    active: new Set(['b1', 'b2', 'b3']),
    async revoke(badge) {
      if (!this.active.delete(badge)) throw new Error(`404: no badge ${badge}`);
    },
  };
  return { activity: (badge) => badges.revoke(badge), args: ['b1'], distinct: ['b2'], world: memory(badges) };
});

fine('delete-badge-if-there', 'a badge that is not there is what was wanted', ({ memory }) => {
  const badges = {
    active: new Set(['b1', 'b2', 'b3']),
    async revoke(badge) {
      if (!this.active.delete(badge)) throw Object.assign(new Error('no such badge'), { status: 404 });
    },
  };
  return {
    activity: async (badge) => {
      try {
        await badges.revoke(badge);
      } catch (error) {
        if (error.status !== 404) throw error;
      }
      return { revoked: badge };
    },
    args: ['b1'],
    distinct: ['b2'],
    world: memory(badges),
  };
});

bug('delete-badge-count', 'flag-of-first', 'RESULT_DRIFT', 'the retry says that nothing was removed', ({ memory }) => {
  const badges = new Table({ b1: { owner: 'ann' }, b2: { owner: 'bob' } });
  return {
    activity: async (badge) => ((await badges.remove(badge)) ? 'revoked' : 'unknown badge'),
    args: ['b1'],
    distinct: ['b2'],
    world: memory(badges),
  };
});

// ---- games ---------------------------------------------------------------------------------------------------------

fine('high-score', 'the better score stays', ({ memory }) => {
  const board = {
    best: { ann: 10 },
    async submit(player, score) {
      this.best[player] = Math.max(this.best[player] ?? 0, score);
    },
  };
  return {
    activity: async (player, score) => {
      await board.submit(player, score);
    },
    args: ['ann', 30],
    distinct: ['ann', 40],
    world: memory(board),
  };
});

bug(
  'daily-reward',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'after midnight the retry claims the reward of the next day',
  ({ memory }) => {
    const rewards = new Table();
    return {
      activity: async (player) => {
        const day = new Date().toISOString().slice(0, 10);
        await rewards.put(`${player}@${day}`, { coins: 100 });
        return 100;
      },
      args: ['ann'],
      distinct: ['bob'],
      world: memory(rewards),
    };
  },
);

fine('daily-reward-of-day', 'the day comes in the arguments', ({ memory }) => {
  const rewards = new Table();
  return {
    activity: async (player, day) => {
      await rewards.put(`${player}@${day}`, { coins: 100, claimedAt: new Date().toISOString() });
      return 100;
    },
    args: ['ann', '2026-05-01'],
    distinct: ['ann', '2026-05-02'],
    world: memory(rewards),
  };
});

bug(
  'quest-limit',
  'distinct-refused-silently',
  'SWALLOWED_EFFECT',
  'a second quest of the same player is dropped without a word',
  ({ memory }) => {
    const quests = {
      done: [],
      async finish(player, quest) {
        if (this.done.some((each) => each.player === player)) return;
        this.done.push({ player, quest });
      },
    };
    return {
      activity: async ({ player, quest }) => quests.finish(player, quest),
      args: [{ player: 'ann', quest: 'dragon' }],
      distinct: [{ player: 'ann', quest: 'castle' }],
      world: memory(quests),
    };
  },
);

bug(
  'toggle-favourite',
  'toggle',
  'LOST_EFFECT',
  'the second attempt takes away what the first one has put there',
  ({ memory }) => {
    const favourites = {
      of: { ann: new Set(['chess']), bob: new Set() },
      async toggle(player, game) {
        const games = this.of[player];
        if (!games.delete(game)) games.add(game);
      },
    };
    return {
      activity: async (player, game) => favourites.toggle(player, game),
      args: ['ann', 'go'],
      distinct: ['bob', 'go'],
      world: memory(favourites),
    };
  },
);

// ---- devices -------------------------------------------------------------------------------------------------------

bug('warmer-by-two', 'relative', 'DUPLICATE_EFFECT', 'the set point rises once an attempt', ({ memory }) => {
  const thermostats = {
    setPoints: { hall: 18, attic: 16 },
    async read(room) {
      return this.setPoints[room];
    },
    async write(room, degrees) {
      this.setPoints[room] = degrees;
    },
  };
  return {
    activity: async (room) => {
      const now = await thermostats.read(room);
      await thermostats.write(room, now + 2);
    },
    args: ['hall'],
    distinct: ['attic'],
    world: memory(thermostats),
  };
});

bug(
  'firmware-target',
  'last-write-wins',
  'TORN_STATE',
  'a late repetition sends the device back to the older firmware',
  ({ memory }) => {
    const shadows = {
      desired: { pump: 'v1' },
      async setDesired(device, firmware) {
        this.desired[device] = firmware;
      },
    };
    return {
      activity: async (device, firmware) => shadows.setDesired(device, firmware),
      args: ['pump', 'v2'],
      distinct: ['pump', 'v3'],
      world: memory(shadows),
    };
  },
);

bug(
  'lease-without-end',
  'lock-for-ever',
  'STUCK',
  'a worker that dies never unlocks, so no retry gets in',
  ({ memory }) => {
    const locks = {
      held: new Set(),
      async acquire(name) {
        if (this.held.has(name)) throw new Error(`${name} is busy`);
        this.held.add(name);
      },
      async release(name) {
        this.held.delete(name);
      },
    };
    const configurations = new Table();
    return {
      activity: async (device, configuration) => {
        await locks.acquire(device);
        try {
          await configurations.put(device, configuration);
        } finally {
          await locks.release(device);
        }
      },
      args: ['pump', { rate: 3 }],
      distinct: ['valve', { rate: 1 }],
      world: memory({ locks, configurations }),
    };
  },
);

bug(
  'lease-held-means-done',
  'lock-for-ever',
  'LOST_EFFECT',
  'a lock that a dead worker has left is taken for work that is done',
  ({ memory }) => {
    const locks = {
      held: new Map(),
      async acquire(name) {
        if (this.held.has(name)) return false;
        this.held.set(name, true);
        return true;
      },
      async release(name) {
        this.held.delete(name);
      },
    };
    const configurations = new Table();
    return {
      activity: async (device, configuration) => {
        if (!(await locks.acquire(device))) return;
        await configurations.put(device, configuration);
        await locks.release(device);
      },
      args: ['pump', { rate: 3 }],
      distinct: ['valve', { rate: 1 }],
      world: memory({ locks, configurations }),
    };
  },
);

fine('lease-with-end', 'a dead worker holds it for five minutes, and the work bears repetition', ({ memory }) => {
  const leases = {
    held: new Map(),
    async acquire(name, owner, milliseconds) {
      const lease = this.held.get(name);
      if (lease && lease.owner !== owner && lease.until > Date.now()) return false;
      this.held.set(name, { owner, until: Date.now() + milliseconds });
      return true;
    },
    async release(name, owner) {
      if (this.held.get(name)?.owner === owner) this.held.delete(name);
    },
  };
  const configurations = new Table();
  const underLease = async (name, work) => {
    const owner = randomUUID();
    if (!(await leases.acquire(name, owner, 300_000))) throw new Error(`${name} is busy, try again`);
    try {
      return await work();
    } finally {
      await leases.release(name, owner);
    }
  };
  return {
    activity: (device, configuration) =>
      underLease(device, async () => {
        await configurations.put(device, configuration);
        return device;
      }),
    args: ['pump', { rate: 3 }],
    distinct: ['valve', { rate: 1 }],
    world: memory({ leases, configurations }),
  };
});

bug(
  'lease-as-only-guard',
  'lock-is-no-key',
  'DUPLICATE_EFFECT',
  'a lock keeps attempts apart in time, it does not make the second one harmless',
  ({ memory }) => {
    const leases = {
      held: new Set(),
      async acquire(name) {
        if (this.held.has(name)) return false;
        this.held.add(name);
        return true;
      },
      async release(name) {
        this.held.delete(name);
      },
    };
    const commands = new Feed();
    return {
      activity: async (device, command) => {
        while (!(await leases.acquire(device))) await new Promise((resolve) => setTimeout(resolve, 100));
        try {
          await commands.push({ device, command });
        } finally {
          await leases.release(device);
        }
      },
      args: ['pump', 'flush'],
      distinct: ['valve', 'open'],
      world: memory({ leases, commands }),
    };
  },
);

// ---- identity ------------------------------------------------------------------------------------------------------

bug(
  'rotate-secret',
  'own-id-returned',
  'RESULT_DRIFT',
  'every attempt puts a new secret, so a zombie replaces the one that the workflow was told',
  ({ memory }) => {
    const vault = {
      secrets: { api: 'none', web: 'none' },
      async put(name, secret) {
        this.secrets[name] = secret;
      },
    };
    return {
      activity: async (name) => {
        const secret = randomBytes(12).toString('base64url');
        await vault.put(name, secret);
        return secret;
      },
      args: ['api'],
      distinct: ['web'],
      world: memory(vault),
    };
  },
);

bug('session-token', 'no-key', 'DUPLICATE_EFFECT', 'each attempt opens another session', ({ memory }) => {
  const sessions = {
    open: new Map(),
    async create(user) {
      const id = randomUUID();
      this.open.set(id, user);
      return id;
    },
  };
  return { activity: async (user) => sessions.create(user), args: ['ann'], distinct: ['bob'], world: memory(sessions) };
});

fine('grant-role', 'a role is had or not had', ({ memory }) => {
  const roles = {
    of: { ann: new Set(['reader']) },
    async grant(user, role) {
      (this.of[user] ??= new Set()).add(role);
    },
    async list(user) {
      return [...(this.of[user] ?? [])];
    },
  };
  return {
    activity: async (user, role) => {
      await roles.grant(user, role);
      return (await roles.list(user)).includes(role);
    },
    args: ['ann', 'writer'],
    distinct: ['ann', 'owner'],
    world: memory(roles),
  };
});

bug(
  'member-since-first-attempt',
  'first-attempt-only',
  'DUPLICATE_EFFECT',
  'after a reset the attempt is 1 again, and the notice goes out again',
  ({ memory }) => {
    const notices = new Feed();
    const members = new Table();
    return {
      activity: async (user) => {
        await members.put(user, { plan: 'team' });
        if (activityInfo().attempt === 1) await notices.push(`hello ${user}`);
      },
      args: ['ann'],
      distinct: ['bob'],
      world: memory({ members, notices }),
    };
  },
);

bug(
  'check-on-retries-only',
  'first-attempt-only',
  'DUPLICATE_EFFECT',
  'an attempt that is number 1 again does not look whether the work is done',
  ({ memory }) => {
    const grants = {
      rows: [],
      async find(id) {
        return this.rows.find((row) => row.id === id);
      },
      async append(row) {
        this.rows.push(row);
      },
    };
    return {
      activity: async (id, user) => {
        const isRetry = Context.current().info.attempt > 1;
        if (isRetry && (await grants.find(id))) return;
        await grants.append({ id, user });
      },
      args: ['g1', 'ann'],
      distinct: ['g2', 'bob'],
      world: memory(grants),
    };
  },
);

fine('attempts-noted', 'how many attempts it took is noted in a column that counts tries', ({ memory }) => {
  const jobs = new Table();
  return {
    activity: async (id, user) => {
      await jobs.put(id, { user, state: 'done', attempts: activityInfo().attempt });
    },
    args: ['j1', 'ann'],
    distinct: ['j2', 'bob'],
    world: memory(jobs),
  };
});

// ---- marketing -----------------------------------------------------------------------------------------------------

const recipientsOf = (campaign) => ['ann', 'bob', 'cid'].map((name) => `${campaign}-${name}@mail.example`);

bug(
  'campaign-progress',
  'heartbeat-too-late',
  'DUPLICATE_EFFECT',
  'the heartbeat with the last progress is lost with its worker, and mails go out again',
  ({ memory }) => {
    const outgoing = new Feed();
    return {
      activity: async (campaign) => {
        const recipients = recipientsOf(campaign);
        const { heartbeatDetails } = activityInfo();
        for (let index = heartbeatDetails ?? 0; index < recipients.length; index += 1) {
          await outgoing.push({ campaign, to: recipients[index] });
          heartbeat(index + 1);
        }
        return recipients.length;
      },
      args: ['spring'],
      distinct: ['autumn'],
      world: memory(outgoing),
    };
  },
);

bug(
  'campaign-progress-early',
  'heartbeat-too-early',
  'LOST_EFFECT',
  'the progress is reported before the mail is queued, so a resume leaves it out',
  ({ memory }) => {
    const outgoing = new Table();
    return {
      activity: async (campaign) => {
        const recipients = recipientsOf(campaign);
        const start = activityInfo().heartbeatDetails?.next ?? 0;
        for (const [index, to] of recipients.entries()) {
          if (index < start) continue;
          heartbeat({ next: index + 1 });
          await outgoing.put(`${campaign}/${to}`, { to });
        }
      },
      args: ['spring'],
      distinct: ['autumn'],
      world: memory(outgoing),
    };
  },
);

fine('campaign-with-pauses', 'each mail has its id, and a cancellation comes between whole mails', ({ memory }) => {
  const outgoing = new Table();
  return {
    activity: async (campaign) => {
      const context = Context.current();
      const recipients = recipientsOf(campaign);
      for (let index = context.info.heartbeatDetails?.next ?? 0; index < recipients.length; index += 1) {
        await outgoing.put(`${campaign}/${recipients[index]}`, { template: campaign });
        context.heartbeat({ next: index + 1 });
        await context.sleep(10);
      }
      return { mails: recipients.length };
    },
    args: ['spring'],
    distinct: ['autumn'],
    world: memory(outgoing),
  };
});

bug(
  'campaign-result-of-rest',
  'result-of-rest',
  'RESULT_DRIFT',
  'an attempt that resumes counts only the mails that were left for it',
  ({ memory }) => {
    const outgoing = new Table();
    return {
      activity: async (campaign) => {
        let count = 0;
        const recipients = recipientsOf(campaign);
        for (let index = activityInfo().heartbeatDetails ?? 0; index < recipients.length; index += 1) {
          await outgoing.put(`${campaign}/${recipients[index]}`, { campaign });
          count += 1;
          heartbeat(index + 1);
        }
        return { count };
      },
      args: ['spring'],
      distinct: ['autumn'],
      world: memory(outgoing),
    };
  },
);

fine(
  'campaign-result-carried',
  'the heartbeat carries what was done, so that any resume returns all of it',
  ({ memory }) => {
    const outgoing = new Table();
    return {
      activity: async (campaign) => {
        const done = [...(activityInfo().heartbeatDetails?.done ?? [])];
        for (const to of recipientsOf(campaign).slice(done.length)) {
          await outgoing.put(`${campaign}/${to}`, { campaign });
          done.push(to);
          heartbeat({ done: [...done] });
        }
        return { done };
      },
      args: ['spring'],
      distinct: ['autumn'],
      world: memory(outgoing),
    };
  },
);

bug(
  'audit-not-awaited',
  'not-awaited',
  'LOST_EFFECT',
  'the activity reports success while the consent is still on its way, and dies',
  ({ memory }) => {
    const members = new Table();
    const consents = new Table();
    return {
      activity: async (user) => {
        await members.put(user, { newsletter: true });
        void consents.put(user, { given: 'newsletter' });
        return user;
      },
      args: ['ann'],
      distinct: ['bob'],
      world: memory({ members, consents }),
    };
  },
);

fine('audit-awaited', 'both are under way at once, and the activity waits for both', ({ memory }) => {
  const members = new Table();
  const consents = new Table();
  return {
    activity: async (user) => {
      const pending = [];
      pending.push(members.put(user, { newsletter: true }));
      pending.push(consents.put(user, { given: 'newsletter' }));
      await Promise.all(pending);
      return user;
    },
    args: ['ann'],
    distinct: ['bob'],
    world: memory({ members, consents }),
  };
});

bug(
  'cache-by-list',
  'cache-in-worker',
  'SWALLOWED_EFFECT',
  'the same worker answers another subscription to the list from its cache',
  ({ memory }) => {
    const lists = new Table();
    return {
      activity: {
        create: () => {
          const cache = new Map();
          return async ({ list, user }) => {
            const cached = cache.get(list);
            if (cached !== undefined) return cached;
            await lists.put(`${list}/${user}`, { user });
            cache.set(list, 'subscribed');
            return 'subscribed';
          };
        },
      },
      args: [{ list: 'news', user: 'ann' }],
      distinct: [{ list: 'news', user: 'bob' }],
      world: memory(lists),
    };
  },
);

fine('cache-of-templates', 'what the worker remembers is only read', ({ memory }) => {
  const templates = {
    texts: { spring: 'Dear', autumn: 'Hello' },
    async load(name) {
      return this.texts[name];
    },
  };
  const outgoing = new Table();
  return {
    activity: {
      create: () => {
        const cache = new Map();
        const load = async (name) => {
          if (!cache.has(name)) cache.set(name, await templates.load(name));
          return cache.get(name);
        };
        return async (template, to) => {
          const greeting = await load(template);
          await outgoing.put(`${template}/${to}`, { text: `${greeting} ${to}` });
          return greeting;
        };
      },
    },
    args: ['spring', 'ann'],
    distinct: ['autumn', 'ann'],
    world: memory({ templates, outgoing }),
  };
});

bug(
  'in-flight-never-cleared',
  'cache-in-worker',
  'LOST_EFFECT',
  'after a refused connection the same worker still takes the job for one under way',
  ({ memory }) => {
    const outgoing = new Table();
    return {
      activity: {
        create: () => {
          const inFlight = new Set();
          return async (id, to) => {
            if (inFlight.has(id)) return;
            inFlight.add(id);
            await outgoing.put(id, { to });
          };
        },
      },
      args: ['m1', 'ann'],
      distinct: ['m2', 'bob'],
      world: memory(outgoing),
    };
  },
);

// ---- what cannot be judged, and what only reads ----------------------------------------------------------------------

fine('only-reads', 'it is said to have no effects, and has none', ({ memory }) => {
  const prices = new Table({ a: { cents: 5 }, b: { cents: 7 } });
  return { activity: async (id) => (await prices.get(id)).cents, args: ['a'], effects: 'none', world: memory(prices) };
});

fine(
  'says-nothing',
  'nothing of it shows in the world',
  ({ memory }) => {
    const prices = new Table({ a: { cents: 5 }, b: { cents: 7 } });
    return {
      activity: async (id) => (await prices.get(id)).cents,
      args: ['a'],
      distinct: ['b'],
      world: memory(prices),
    };
  },
  'INCONCLUSIVE',
);

fine(
  'no-distinct',
  'without another legitimate call nobody knows whether it would be swallowed',
  ({ memory }) => {
    const flags = new Table();
    return { activity: async (id) => flags.put(id, { on: true }), args: ['a'], world: memory(flags) };
  },
  'INCONCLUSIVE',
);

fine(
  'past-the-gate',
  'the list is changed by the activity itself, which the world cannot steer',
  ({ memory }) => {
    const store = {
      list: [],
      async touch() {
        return this.list.length;
      },
    };
    return {
      activity: async (item) => {
        await store.touch();
        if (!store.list.includes(item)) store.list.push(item);
      },
      args: ['a'],
      distinct: ['b'],
      world: memory(store),
    };
  },
  'INCONCLUSIVE',
);

fine('views-ignored', 'the hits count each attempt, which is declared not to matter', ({ memory }) => {
  const pages = new Table();
  const hits = {
    total: 0,
    async bump() {
      this.total += 1;
    },
  };
  return {
    activity: async (id, text) => {
      await hits.bump();
      await pages.put(id, { text });
    },
    args: ['p1', 'one'],
    distinct: ['p2', 'two'],
    world: memory({ pages, hits }),
    ignore: ['hits'],
  };
});
