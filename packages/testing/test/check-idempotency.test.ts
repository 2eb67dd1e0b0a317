import { activityInfo, Context, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkIdempotency, memoryWorld, type World } from '../src/idempotency';

interface Order {
  id: string;
  cents: number;
}

const CALLS = { args: [{ id: 'o1', cents: 500 }], distinct: [{ id: 'o2', cents: 700 }] };

const makeBank = () => ({
  transfers: [] as { key: string | undefined; cents: number }[],
  async transfer(cents: number, key?: string) {
    if (key === undefined || !this.transfers.some((each) => each.key === key)) this.transfers.push({ key, cents });
  },
});

describe('an attempt whose worker dies', () => {
  it('runs neither its catch nor its finally', async () => {
    const bank = makeBank();
    let attempts = 0;
    let cleanUps = 0;
    const pay = async ({ id, cents }: Order) => {
      attempts += 1;
      try {
        await bank.transfer(cents, id);
      } finally {
        cleanUps += 1;
      }
    };
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank), plans: ['crash/after-e1'] });
    expect(report.plans).toMatchObject([{ id: 'crash/after-e1', outcome: 'held' }]);
    expect(attempts - cleanUps).toBe(1);
  });

  it('gives a fresh activity to the next attempt where it is made by create', async () => {
    const bank = makeBank();
    const create = () => {
      const done = new Set<string>();
      return async ({ id, cents }: Order) => {
        if (done.has(id)) return;
        await bank.transfer(cents);
        done.add(id);
      };
    };
    expect((await checkIdempotency({ create }, { ...CALLS, world: memoryWorld(bank) })).verdict).toBe(
      'DUPLICATE_EFFECT',
    );
  });
});

describe('what an attempt sees', () => {
  it('has the info of a real worker: attempt, ids, heartbeat details', async () => {
    const bank = makeBank();
    const seen: unknown[] = [];
    const pay = async ({ id, cents }: Order) => {
      const { attempt, workflowExecution, activityId, activityType, heartbeatDetails } = activityInfo();
      seen.push([attempt, workflowExecution?.workflowId, activityId, activityType, heartbeatDetails]);
      heartbeat({ at: new Date(0) });
      await bank.transfer(cents, id);
    };
    await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank), plans: ['crash/after-e1'] });
    expect(seen.slice(-2)).toEqual([
      [1, 'order-workflow-1', '1', 'pay', undefined],
      [2, 'order-workflow-1', '1', 'pay', { at: '1970-01-01T00:00:00.000Z' }],
    ]);
  });

  it('gets its own copy of the arguments', async () => {
    const bank = makeBank();
    const pay = async (order: Order) => {
      order.cents += 1;
      await bank.transfer(order.cents, order.id);
    };
    expect((await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank) })).verdict).toBe('IDEMPOTENT');
    expect(CALLS.args[0]?.cents).toBe(500);
  });

  it('waits at no cost, and the date moves', async () => {
    const bank = makeBank();
    const pay = async ({ id, cents }: Order) => {
      const before = Date.now();
      await sleep('3 minutes');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await bank.transfer(cents, `${id} ${Date.now() - before >= 181_000}`);
    };
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank) });
    expect(report.verdict).toBe('IDEMPOTENT');
    expect(bank.transfers).toEqual([]);
  });

  it('leaves date and timers of everybody else alone', async () => {
    const bank = makeBank();
    const { setTimeout: timer, Date: date } = globalThis;
    await checkIdempotency(async ({ id, cents }: Order) => bank.transfer(cents, id), {
      ...CALLS,
      world: memoryWorld(bank),
    });
    expect(globalThis.setTimeout).toBe(timer);
    expect(globalThis.Date).toBe(date);
  });

  it('learns of a cancellation only with a heartbeat', async () => {
    const bank = makeBank();
    let cancelled = 0;
    const pay = async ({ id, cents }: Order) => {
      heartbeat();
      await bank.transfer(cents, id);
      await sleep('1 minute').catch((error: unknown) => {
        cancelled += 1;
        throw error;
      });
      heartbeat();
      await Context.current().sleep(1);
    };
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank), plans: ['cancelled/requested'] });
    expect(report.verdict).toBe('IDEMPOTENT');
    expect(cancelled).toBe(0);
  });
});

describe('the verdict', () => {
  it('does not depend on the run: 100 of 100 with the same seed', async () => {
    const bank = makeBank();
    const pay = async ({ id, cents }: Order) => bank.transfer(cents, `${id}/${activityInfo().attempt}`);
    const options = { ...CALLS, world: memoryWorld(bank), seed: 7 };
    const seen = new Set<string>();
    for (let count = 0; count < 100; count++) {
      const { verdict, plans } = await checkIdempotency(pay, options);
      seen.add(JSON.stringify([verdict, plans]));
    }
    expect(seen.size).toBe(1);
  });

  it('is that of a plan alone when one is named by its id', async () => {
    const bank = makeBank();
    const pay = async ({ cents }: Order) => bank.transfer(cents);
    const report = await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank), plans: ['lost-completion'] });
    expect(report.plans.map(({ id }) => id)).toEqual([
      'lost-completion',
      'lost-completion/twice',
      'lost-completion/after-distinct',
    ]);
    expect(report.findings).toMatchObject([{ verdict: 'DUPLICATE_EFFECT', code: 'HR6001', plan: 'lost-completion' }]);
  });

  it('is fine with a business error that is thrown each time', async () => {
    const bank = makeBank();
    const pay = async ({ id, cents }: Order) => {
      await bank.transfer(cents, id);
      throw ApplicationFailure.nonRetryable('card declined', 'CardDeclined');
    };
    expect((await checkIdempotency(pay, { ...CALLS, world: memoryWorld(bank) })).verdict).toBe('IDEMPOTENT');
  });

  it('works for methods of an activity object', async () => {
    class Activities {
      readonly bank = makeBank();
      async pay({ id, cents }: Order) {
        await this.bank.transfer(cents, id);
      }
    }
    const activities = new Activities();
    const report = await checkIdempotency(
      { activities, name: 'pay' },
      { ...CALLS, world: memoryWorld(activities.bank) },
    );
    expect([report.activity, report.verdict]).toEqual(['pay', 'IDEMPOTENT']);
  });

  it('steers fakes whose methods give values, where the activity awaits them', async () => {
    const store = {
      seen: new Set<string>(),
      sent: [] as string[],
      has(id: string) {
        return this.seen.has(id);
      },
      add(id: string) {
        this.seen.add(id);
      },
      send(id: string) {
        this.sent.push(id);
      },
    };
    // Right one after the other, wrong for two at once: only a race shows it.
    const notify = async (id: string) => {
      if (await store.has(id)) return;
      await store.add(id);
      await store.send(id);
    };
    const report = await checkIdempotency(notify, {
      args: ['a'],
      distinct: ['b'],
      world: memoryWorld(store),
      plans: ['zombie'],
    });
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
    expect(report.notes).toEqual([]);
  });

  it('composes worlds, and ignores what is declared not to matter by the name of the world', async () => {
    const [bank, log] = [
      makeBank(),
      {
        lines: [] as string[],
        async write(line: string) {
          this.lines.push(line);
        },
      },
    ];
    const pay = async ({ id, cents }: Order) => {
      await log.write(`paying ${id}`);
      await bank.transfer(cents, id);
    };
    const world = [memoryWorld(bank, { name: 'bank' }), memoryWorld(log, { name: 'log' })];
    const report = await checkIdempotency(pay, { ...CALLS, world, ignore: ['log.lines', 'bank.tries'] });
    expect(report.verdict).toBe('IDEMPOTENT');
    expect(report.notes).toEqual(['ignore: "bank.tries" matches nothing in the state']);
    expect(report.masked).toContainEqual({ path: 'log.lines', why: 'ignored by the options of the check' });
  });
});

describe('a check that has not seen enough', () => {
  const inconclusive = async (activity: (order: Order) => unknown, options: object, bank = makeBank()) => {
    const report = await checkIdempotency(activity, { ...CALLS, world: memoryWorld(bank), ...options });
    expect(report.verdict).toBe('INCONCLUSIVE');
    return report.reasons.join('\n');
  };
  const pay = (bank: ReturnType<typeof makeBank>) => async (order: Order) => bank.transfer(order.cents, order.id);

  it('has seen no effect', async () => {
    expect(await inconclusive(async () => 'done', {})).toContain(
      'the clean run changed nothing that the world "memory" shows, and nothing passed its gate',
    );
  });

  it('has seen only a failure', async () => {
    const offline = () => Promise.reject(new TypeError('fetch failed'));
    expect(await inconclusive(offline, {})).toContain(
      'the clean run fails with TypeError: fetch failed, and changes nothing: give args and fakes with which the activity succeeds when nothing goes wrong',
    );
  });

  it('was given no distinct call', async () => {
    const bank = makeBank();
    expect(await inconclusive(pay(bank), { distinct: undefined }, bank)).toContain('no distinct call was given');
  });

  it('was given the same call twice', async () => {
    const bank = makeBank();
    expect(await inconclusive(pay(bank), { distinct: [{ id: 'o1', cents: 500 }] }, bank)).toContain(
      '`distinct` is the same call as `args`',
    );
  });

  it('has seen the state change past the gate', async () => {
    const bank = makeBank();
    const sneaky = async ({ id, cents }: Order) => {
      await bank.transfer(cents, id);
      bank.transfers.push({ key: `${id}-2`, cents });
    };
    expect(await inconclusive(sneaky, {}, bank)).toContain(
      'the state changed after transfer without anything passing the gate',
    );
  });

  it('has seen two clean runs differ by a whole effect', async () => {
    const bank = makeBank();
    let runs = 0;
    const moody = async ({ id, cents }: Order) => {
      await bank.transfer(cents, id);
      if (++runs % 2 === 0) await bank.transfer(1, `${id}-bonus`);
    };
    expect(await inconclusive(moody, {}, bank)).toContain('an effect is there in one and missing in the other');
  });

  it('has a world that cannot be put back', async () => {
    const sent: string[] = [];
    const world: World = {
      name: 'mail',
      reset: async () => undefined,
      snapshot: async () => [...sent],
      attach: (gate) => {
        send = (to) => gate({ kind: 'mail', label: 'send', write: true }, async () => void sent.push(to));
        return () => undefined;
      },
    };
    let send = async (_to: string): Promise<void> => undefined;
    const report = await checkIdempotency(async (to: string) => send(to), { args: ['a'], distinct: ['b'], world });
    expect(report.reasons[0]).toContain('the world does not return to its initial state');
  });

  it('has a world that fails', async () => {
    const world: World = {
      name: 'mail',
      reset: async () => undefined,
      snapshot: () => Promise.reject(new Error('no connection')),
    };
    const report = await checkIdempotency(async () => 1, { args: [], world });
    expect(report.reasons).toEqual([
      'snapshot of the world "mail" failed: no connection: correct snapshot() of the world "mail"',
    ]);
  });

  it('has a state that is too large', async () => {
    const text = 'x'.repeat(1024);
    const world: World = {
      name: 'big',
      reset: async () => undefined,
      snapshot: async () => Array.from({ length: 100 * 1024 }, () => text),
    };
    const report = await checkIdempotency(async () => 1, { args: [], world });
    expect(report.reasons[0]).toContain('the state is too large to be compared: more than 64 MiB of text');
  });

  it('has used up its budget', async () => {
    const bank = makeBank();
    expect(await inconclusive(pay(bank), { budget: { plans: 3 } }, bank)).toMatch(
      /the budget of plans was used up: \d+ of \d+ plans were not tried/,
    );
  });

  it('has used up its time', async () => {
    const bank = makeBank();
    expect(await inconclusive(pay(bank), { budget: { milliseconds: 1 } }, bank)).toContain('the time (1 ms) ran out');
  });

  it('was told that nothing is written', async () => {
    const bank = makeBank();
    expect(await inconclusive(pay(bank), { effects: 'none' }, bank)).toContain(
      "effects: 'none' was declared, but the clean run writes: transfer",
    );
  });
});

describe('an activity that misbehaves', () => {
  const check = async (make: (bank: ReturnType<typeof makeBank>) => (order: Order) => unknown) => {
    const bank = makeBank();
    return checkIdempotency(make(bank), { ...CALLS, world: memoryWorld(bank) });
  };

  it('never settles', async () => {
    const { verdict, reasons } = await check((bank) => async ({ id, cents }) => {
      await bank.transfer(cents, id);
      await new Promise(() => undefined);
    });
    expect(verdict).toBe('INCONCLUSIVE');
    expect(reasons[0]).toContain('it waits for something that never comes');
  });

  it('polls without end', async () => {
    const { verdict, reasons } = await check((bank) => async ({ id, cents }) => {
      await bank.transfer(cents, id);
      for (;;) await sleep('1 second');
    });
    expect(verdict).toBe('INCONCLUSIVE');
    expect(reasons[0]).toContain('it was still waiting after 10 minutes');
  });

  it('throws what is no error', async () => {
    const { verdict, findings } = await check((bank) => async ({ id, cents }) => {
      if (bank.transfers.some(({ key }) => key === id)) throw 'twice';
      await bank.transfer(cents, id);
    });
    expect(verdict).toBe('STUCK');
    expect(findings[0]?.message).toContain('every retry fails: string: twice');
  });

  it('leaves timers behind', async () => {
    const { verdict } = await check((bank) => async ({ id, cents }) => {
      setInterval(() => undefined, 1_000);
      await bank.transfer(cents, id);
    });
    expect(verdict).toBe('IDEMPOTENT');
  });

  it('leaves promises behind that fail', async () => {
    const { verdict, notes } = await check((bank) => async ({ id, cents }) => {
      void Promise.reject(new Error('nobody awaits this'));
      await bank.transfer(cents, id);
    });
    expect(verdict).toBe('IDEMPOTENT');
    expect(notes[0]).toMatch(/^\d+ promises that nobody awaited failed/);
  });

  it('ends the process', async () => {
    const { verdict, reasons } = await check((bank) => async ({ id, cents }) => {
      await bank.transfer(cents, id);
      process.exit(3);
    });
    expect(verdict).toBe('INCONCLUSIVE');
    expect(reasons[0]).toContain('the activity calls process.exit(3)');
  });

  it('opens connections that no world sees', async () => {
    const { verdict, reasons } = await check((bank) => async ({ id, cents }) => {
      await bank.transfer(cents, id);
      await fetch('http://127.0.0.1:25996/').catch(() => undefined);
    });
    expect(verdict).toBe('INCONCLUSIVE');
    expect(reasons[0]).toContain('the activity opened a connection to 127.0.0.1:25996, which no world observes');
  });

  it('has 10,000 effects, of which a bounded number of plans is tried', async () => {
    const bank = {
      total: 0,
      async add(cents: number) {
        this.total += cents;
      },
    };
    const report = await checkIdempotency(
      async (cents: number) => {
        for (let count = 0; count < 10_000; count++) await bank.add(cents);
      },
      { args: [1], distinct: [2], world: memoryWorld(bank), budget: { milliseconds: 3_000 } },
    );
    expect(report.verdict).toBe('DUPLICATE_EFFECT');
    expect(report.reasons[0]).toMatch(/plans were not tried/);
  }, 60_000);
});

describe('options', () => {
  it.each<[unknown, string]>([
    [
      { notify: async () => 1, pay: async () => 2 },
      'The option activity of the idempotency check is an object with notify, pay, but must be a function,',
    ],
    [
      Promise.resolve(),
      'The option activity of the idempotency check is a promise, but must be a function, { create: () => activity } or { activities, name }.',
    ],
    [Promise.resolve(), 'Fix:     give the activity itself, not what a call of it gives: charge, not charge(…).'],
    [{ notify: async () => 1 }, "Fix:     name one of its methods: { activities, name: 'notify' }."],
    ['notify', "The option activity of the idempotency check is 'notify', but must be a function,"],
    [{ activities: { notify: async () => 1 }, name: 'notfy' }, "Fix:     write 'notify'."],
  ])('the activity %j is refused (%s)', async (activity, message) => {
    const world = memoryWorld(makeBank());
    await expect(checkIdempotency(activity as never, { ...CALLS, world })).rejects.toThrow(message);
  });

  it('the environment is named where it chooses the plans', async () => {
    vi.stubEnv('HANDRAIL_IDEMPOTENCY_PLANS', 'crash,zombies');
    onTestFinished(() => void vi.unstubAllEnvs());
    const world = memoryWorld(makeBank());
    await expect(checkIdempotency(async () => 1, { ...CALLS, world })).rejects.toThrow(
      "The option HANDRAIL_IDEMPOTENCY_PLANS[1] of the idempotency check is 'zombies', but must be a kind of plan",
    );
  });

  it.each([
    [
      { plans: ['zombies'] },
      "The option plans[0] of the idempotency check is 'zombies', but must be a kind of plan (lost-completion, crash, ",
    ],
    [{ plans: ['zombi/before-e1'] }, "write 'zombie'."],
    [{ world: { name: '' } }, "The option world.name of the idempotency check is '', but must be a text."],
    [
      { world: { password: 'hunter2', async send() {} } },
      'The option world of the idempotency check is an object with password, send, but must be a world, as memoryWorld() makes one.',
    ],
    [{ world: { send: 1 } }, 'Fix:     put your fakes into one: world: memoryWorld(fakes).'],
    [{ world: [memoryWorld({}), Promise.resolve()] }, 'Fix:     await it.'],
    [
      { args: 'o1' },
      "The option args of the idempotency check is 'o1', but must be the list of arguments of one call.",
    ],
    [{ clock: 'fake' }, "The option clock of the idempotency check is 'fake', but must be 'virtual' or 'real'."],
    [
      { budget: { plans: 0 } },
      'The option budget.plans of the idempotency check is 0, but must be a whole number from 1.',
    ],
    [{ budget: 100 }, 'The option budget of the idempotency check is 100, but must be an object: { plans: 200 }.'],
    [{ budget: { plan: 100 } }, 'The idempotency check has no option budget.plan.'],
    [{ budget: { plan: 100 } }, 'Fix:     write budget.plans.'],
    [{ distinkt: [] }, 'The idempotency check has no option distinkt.'],
    [{ distinkt: [] }, 'Fix:     write distinct.'],
    [{ worlds: [], database: 1 }, 'Fix:     write world.'],
    [
      { database: 1 },
      'Fix:     leave it out; the options are args, distinct, conflicting, world, clock, ignore, effects, seed, budget, plans, name.',
    ],
  ])('%j is refused by name (%s)', async (options, message) => {
    const world = memoryWorld(makeBank());
    await expect(checkIdempotency(async () => 1, { ...CALLS, world, ...options } as never)).rejects.toThrow(message);
  });
});
