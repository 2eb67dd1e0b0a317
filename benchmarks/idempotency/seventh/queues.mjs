// Jobs, outboxes, streams, caches, feature flags: stores of a team's own, in memory.
import { ApplicationFailure } from '@temporalio/activity';
import { collect } from './kit.mjs';

const { cases, bug, fine } = collect('queues');
export const queues = cases;

/** A job queue: a job with an id that it has is left out, and stays known while `remembers` says so. */
class Queue {
  jobs = [];
  known = new Set();
  async add(name, data, { jobId } = {}) {
    if (jobId !== undefined) {
      if (this.known.has(jobId)) return { id: jobId };
      this.known.add(jobId);
    }
    const id = jobId ?? `job-${this.jobs.length + 1}`;
    this.jobs.push({ id, name, data });
    return { id };
  }
}

bug('job', 'no-key', 'DUPLICATE_EFFECT', 'a job is added once an attempt', ({ memory }) => {
  const queue = new Queue();
  return {
    activity: async (video) => (await queue.add('transcode', { video })).id,
    args: ['v1'],
    distinct: ['v2'],
    world: memory(queue),
  };
});

fine('job-with-id', 'the queue leaves out a job that it knows', ({ memory }) => {
  const queue = new Queue();
  return {
    activity: async (video) => (await queue.add('transcode', { video }, { jobId: `transcode:${video}` })).id,
    args: ['v1'],
    distinct: ['v2'],
    world: memory(queue),
  };
});

bug('job-with-id-of-queue', 'key-too-wide', 'SWALLOWED_EFFECT', 'the id is the name of the job alone', ({ memory }) => {
  const queue = new Queue();
  return {
    activity: async (video) => {
      await queue.add('transcode', { video }, { jobId: 'transcode' });
    },
    args: ['v1'],
    distinct: ['v2'],
    world: memory(queue),
  };
});

bug('job-with-time', 'key-from-date', 'DUPLICATE_EFFECT', 'the id ends in the time of the attempt', ({ memory }) => {
  const queue = new Queue();
  return {
    activity: async (video) => {
      await queue.add('transcode', { video }, { jobId: `transcode:${video}:${Date.now()}` });
    },
    args: ['v1'],
    distinct: ['v2'],
    world: memory(queue),
  };
});

bug(
  'fan-out-by-place',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'the jobs are numbered from 0 in every call, so those of another call are known already',
  ({ memory }) => {
    const queue = new Queue();
    return {
      activity: async (files) => {
        for (const [index, file] of files.entries()) await queue.add('scan', { file }, { jobId: `scan-${index}` });
      },
      args: [['a', 'b']],
      distinct: [['c', 'd']],
      world: memory(queue),
    };
  },
);

fine('fan-out-by-file', 'each job is named by its file', ({ memory }) => {
  const queue = new Queue();
  return {
    activity: async (files) => {
      const jobs = await Promise.all(files.map((file) => queue.add('scan', { file }, { jobId: `scan-${file}` })));
      return jobs.map(({ id }) => id);
    },
    args: [['a', 'b']],
    distinct: [['c', 'd']],
    world: memory(queue),
  };
});

/** A log of records with producers that number what they send, as Kafka has them. */
class Topic {
  records = [];
  last = {};
  async send(value) {
    this.records.push(value);
  }
  async sendNumbered(producer, number, value) {
    if ((this.last[producer] ?? -1) >= number) return;
    this.last[producer] = number;
    this.records.push(value);
  }
}

bug('record', 'no-key', 'DUPLICATE_EFFECT', 'a record is sent once an attempt', ({ memory }) => {
  const topic = new Topic();
  return {
    activity: async (order, state) => topic.send({ order, state }),
    args: ['o1', 'paid'],
    distinct: ['o2', 'paid'],
    world: memory(topic),
  };
});

fine('record-numbered', 'the log drops a number that it has from this producer', ({ memory }) => {
  const topic = new Topic();
  return {
    activity: async (order, states) => {
      for (const [number, state] of states.entries()) await topic.sendNumbered(order, number, { order, state });
    },
    args: ['o1', ['paid', 'packed']],
    distinct: ['o2', ['paid']],
    world: memory(topic),
  };
});

/** A store with locks and counters, as Redis has them. */
class Cache {
  values = new Map();
  counters = {};
  async get(key) {
    return this.values.get(key);
  }
  async set(key, value) {
    this.values.set(key, value);
  }
  async setIfAbsent(key, value) {
    if (this.values.has(key)) return false;
    this.values.set(key, value);
    return true;
  }
  async del(key) {
    this.values.delete(key);
  }
  async incrBy(name, by) {
    this.counters[name] = (this.counters[name] ?? 0) + by;
    return this.counters[name];
  }
}

class Accounts {
  rows = new Map([
    ['ann', { points: 0, name: 'Ann' }],
    ['bob', { points: 0, name: 'Bob' }],
  ]);
  granted = new Set();
  async find(id) {
    return { ...this.rows.get(id) };
  }
  async grant(id, points) {
    this.rows.get(id).points += points;
  }
  async grantOnce(grant, id, points) {
    if (this.granted.has(grant)) return;
    this.granted.add(grant);
    this.rows.get(id).points += points;
  }
  async rename(id, name) {
    this.rows.get(id).name = name;
  }
}

bug('usage-counter', 'relative', 'DUPLICATE_EFFECT', 'usage is counted once an attempt', ({ memory }) => {
  const cache = new Cache();
  return {
    activity: async (customer, calls) => {
      await cache.incrBy(`usage:${customer}`, calls);
    },
    args: ['ann', 3],
    distinct: ['bob', 5],
    world: memory(cache),
  };
});

fine('written-then-evicted', 'the row is set and its copy is dropped', ({ memory }) => {
  const cache = new Cache();
  cache.values.set('account:ann', 'Ann').set('account:bob', 'Bob');
  const accounts = new Accounts();
  return {
    activity: async (id, name) => {
      await accounts.rename(id, name);
      await cache.del(`account:${id}`);
    },
    args: ['ann', 'Anna'],
    distinct: ['bob', 'Rob'],
    world: memory({ cache, accounts }),
  };
});

bug('lock-then-grant', 'lock-for-ever', 'STUCK', 'the lock of a dead worker is never given back', ({ memory }) => {
  const cache = new Cache();
  const accounts = new Accounts();
  return {
    activity: async (grant, id, points) => {
      if (!(await cache.setIfAbsent(`lock:${id}`, 'held'))) throw new Error('locked');
      try {
        await accounts.grantOnce(grant, id, points);
      } finally {
        await cache.del(`lock:${id}`);
      }
    },
    args: ['g1', 'ann', 10],
    distinct: ['g2', 'bob', 20],
    world: memory({ cache, accounts }),
  };
});

bug(
  'cached-mark',
  'mark-before',
  'LOST_EFFECT',
  'a mark in the cache says granted before anything is',
  ({ memory }) => {
    const cache = new Cache();
    const accounts = new Accounts();
    return {
      activity: async (grant, id, points) => {
        if (!(await cache.setIfAbsent(`grant:${grant}`, 'yes'))) return;
        await accounts.grant(id, points);
      },
      args: ['g1', 'ann', 10],
      distinct: ['g2', 'bob', 20],
      world: memory({ cache, accounts }),
    };
  },
);

fine('grant-in-one-step', 'the store knows its grants', ({ memory }) => {
  const accounts = new Accounts();
  return {
    activity: async ({ grant, id, points }) => {
      await accounts.grantOnce(grant, id, points);
      return { id };
    },
    args: [{ grant: 'g1', id: 'ann', points: 10 }],
    distinct: [{ grant: 'g2', id: 'ann', points: 10 }],
    world: memory(accounts),
  };
});

fine(
  'balance-returned',
  'it returns the balance as it is now, as a call that comes late would; nobody has heard of the one before',
  ({ memory }) => {
    const accounts = new Accounts();
    return {
      activity: async ({ grant, id, points }) => {
        await accounts.grantOnce(grant, id, points);
        return (await accounts.find(id)).points;
      },
      args: [{ grant: 'g1', id: 'ann', points: 10 }],
      distinct: [{ grant: 'g2', id: 'ann', points: 15 }],
      world: memory(accounts),
    };
  },
);

// ---- feature flags -------------------------------------------------------------------------------------------------

class Flags {
  flags = { dark: { percent: 10, rules: [] }, wide: { percent: 0, rules: [] } };
  async read(name) {
    return structuredClone(this.flags[name]);
  }
  async raise(name, by) {
    this.flags[name].percent += by;
  }
  async setPercent(name, from, to) {
    const flag = this.flags[name];
    if (flag.percent === to) return;
    if (flag.percent !== from) throw ApplicationFailure.nonRetryable(`"${name}" is at ${flag.percent} %`);
    flag.percent = to;
  }
  async addRule(name, rule) {
    this.flags[name].rules.push(rule);
  }
  async upsertRule(name, rule) {
    const { rules } = this.flags[name];
    const index = rules.findIndex(({ id }) => id === rule.id);
    if (index === -1) rules.push(rule);
    else rules[index] = rule;
  }
}

bug('rollout-raised', 'relative', 'DUPLICATE_EFFECT', 'ten percent more for each attempt', ({ memory }) => {
  const flags = new Flags();
  return {
    activity: async (name, by) => flags.raise(name, by),
    args: ['dark', 10],
    distinct: ['wide', 5],
    world: memory(flags),
  };
});

fine('rollout-from-to', 'it goes from a named percentage to another one', ({ memory }) => {
  const flags = new Flags();
  return {
    activity: async (name, from, to) => flags.setPercent(name, from, to),
    args: ['dark', 10, 20],
    distinct: ['wide', 0, 5],
    world: memory(flags),
  };
});

bug('rule-added', 'no-key', 'DUPLICATE_EFFECT', 'the rule stands in the list once an attempt', ({ memory }) => {
  const flags = new Flags();
  return {
    activity: async (name, country) => flags.addRule(name, { country, on: true }),
    args: ['dark', 'DE'],
    distinct: ['wide', 'FR'],
    world: memory(flags),
  };
});

fine('rule-upserted', 'a rule is known by its id', ({ memory }) => {
  const flags = new Flags();
  return {
    activity: async (name, rule) => flags.upsertRule(name, rule),
    args: ['dark', { id: 'r1', country: 'DE', on: true }],
    distinct: ['dark', { id: 'r2', country: 'FR', on: true }],
    world: memory(flags),
  };
});

bug(
  'rule-of-same-country',
  'key-too-wide',
  'SWALLOWED_EFFECT',
  'a rule of the same country in another plan counts as known',
  ({ memory }) => {
    const flags = new Flags();
    flags.addRuleOnce = async (name, rule) => {
      const { rules } = flags.flags[name];
      if (rules.every(({ country }) => country !== rule.country)) rules.push(rule);
    };
    return {
      activity: async (name, country, plan) => flags.addRuleOnce(name, { country, plan }),
      args: ['dark', 'DE', 'free'],
      distinct: ['dark', 'DE', 'gold'],
      world: memory(flags),
    };
  },
);

bug(
  'rule-checked-first',
  'race',
  'DUPLICATE_EFFECT',
  'the rules are read, and the rule is added in another step',
  ({ memory }) => {
    const flags = new Flags();
    return {
      activity: async (name, rule) => {
        const { rules } = await flags.read(name);
        if (rules.some(({ id }) => id === rule.id)) return;
        await flags.addRule(name, rule);
      },
      args: ['dark', { id: 'r1', country: 'DE' }],
      distinct: ['dark', { id: 'r2', country: 'FR' }],
      world: memory(flags),
    };
  },
);

// ---- reservations of stock and of a budget -------------------------------------------------------------------------

class Warehouse {
  onHand = { pen: 10, ink: 10 };
  reserved = new Map();
  async take(sku, count) {
    if (this.onHand[sku] < count) throw new Error('out of stock');
    this.onHand[sku] -= count;
  }
  async reserve(id, sku, count) {
    if (this.reserved.has(id)) return 'known';
    if (this.onHand[sku] < count) throw new Error('out of stock');
    this.onHand[sku] -= count;
    this.reserved.set(id, { sku, count });
    return 'reserved';
  }
  async isReserved(id) {
    return this.reserved.has(id);
  }
  async note(id, sku, count) {
    this.reserved.set(id, { sku, count });
  }
}

bug('stock-taken', 'relative', 'DUPLICATE_EFFECT', 'the stock goes down once an attempt', ({ memory }) => {
  const warehouse = new Warehouse();
  return {
    activity: async (sku, count) => warehouse.take(sku, count),
    args: ['pen', 2],
    distinct: ['ink', 3],
    world: memory(warehouse),
  };
});

bug('stock-taken-then-noted', 'mark-after', 'DUPLICATE_EFFECT', 'a crash between both takes again', ({ memory }) => {
  const warehouse = new Warehouse();
  return {
    activity: async (id, sku, count) => {
      if (await warehouse.isReserved(id)) return;
      await warehouse.take(sku, count);
      await warehouse.note(id, sku, count);
    },
    args: ['r1', 'pen', 2],
    distinct: ['r2', 'ink', 3],
    world: memory(warehouse),
  };
});

bug(
  'stock-noted-then-taken',
  'mark-before',
  'DUPLICATE_EFFECT',
  'two attempts both find no note; a crash between both never takes',
  ({ memory }) => {
    const warehouse = new Warehouse();
    return {
      activity: async (id, sku, count) => {
        if (await warehouse.isReserved(id)) return;
        await warehouse.note(id, sku, count);
        await warehouse.take(sku, count);
      },
      args: ['r1', 'pen', 2],
      distinct: ['r2', 'ink', 3],
      world: memory(warehouse),
    };
  },
);

bug(
  'stock-answer-differs',
  'result-of-now',
  'RESULT_DRIFT',
  'the repetition answers "known" where the first one had answered "reserved"',
  ({ memory }) => {
    const warehouse = new Warehouse();
    return {
      activity: async (id, sku, count) => ({ outcome: await warehouse.reserve(id, sku, count) }),
      args: ['r1', 'pen', 2],
      distinct: ['r2', 'ink', 3],
      world: memory(warehouse),
    };
  },
);

fine('stock-reserved', 'the reservation is one step and has an id', ({ memory }) => {
  const warehouse = new Warehouse();
  return {
    activity: async (id, sku, count) => {
      await warehouse.reserve(id, sku, count);
      return { id, sku, count };
    },
    args: ['r1', 'pen', 2],
    distinct: ['r2', 'pen', 3],
    world: memory(warehouse),
  };
});
