// A second round of styles: fakes without promises, classes that inherit, callbacks, events, timeouts, nested state.
import { EventEmitter, once } from 'node:events';
import { createHash, randomUUID } from 'node:crypto';
import { activityInfo, Context, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  checkIdempotency,
  type IdempotencyOptions,
  type IdempotencyVerdict,
  memoryWorld,
  type World,
} from '../../src/idempotency';

interface Made {
  readonly activity: Parameters<typeof checkIdempotency>[0];
  readonly world: World | readonly World[];
  readonly options?: Partial<IdempotencyOptions>;
}

interface Job {
  readonly id: string;
  readonly user: string;
  readonly points: number;
}

const FIRST: Job = { id: 'j1', user: 'ann', points: 30 };
const SECOND: Job = { id: 'j2', user: 'ann', points: 20 };

const run = (cases: Readonly<Record<string, () => Made>>, expected: IdempotencyVerdict) =>
  it.each(Object.entries(cases))('%s', async (_name, make) => {
    const { activity, world, options = {} } = make();
    const report = await checkIdempotency(activity, { args: [FIRST], distinct: [SECOND], world, ...options });
    const why = [
      ...report.reasons,
      ...report.findings.map(({ verdict, plan, message }) => `${verdict} ${plan}: ${message}`),
    ];
    expect(report.verdict, why.join('\n')).toBe(expected);
  });

const over = <T extends object>(
  fakes: T,
  activity: (fakes: T) => Made['activity'],
  options?: Made['options'],
): Made => ({
  activity: activity(fakes),
  world: memoryWorld(fakes),
  ...(options && { options }),
});

/** A document store, without promises. */
class Documents {
  protected documents: Record<string, Record<string, unknown>> = {};
  find(id: string): Record<string, unknown> | undefined {
    const found = this.documents[id];
    return found && structuredClone(found);
  }
  save(id: string, document: Record<string, unknown>): void {
    this.documents[id] = structuredClone(document);
  }
  delete(id: string): boolean {
    const wasThere = id in this.documents;
    delete this.documents[id];
    return wasThere;
  }
}

/** The same with promises and versions, by inheritance. */
class VersionedDocuments extends Documents {
  async load(id: string) {
    return this.find(id) as { version: number; body: Record<string, number> } | undefined;
  }
  async store(id: string, body: Record<string, number>, version: number) {
    const known = (this.documents[id]?.['version'] as number | undefined) ?? 0;
    if (known !== version) throw Object.assign(new Error(`stale ${id}`), { name: 'StaleError' });
    this.documents[id] = { version: version + 1, body: structuredClone(body) };
  }
}

/** Loyalty accounts with entries, the balance being their sum. */
class Loyalty {
  accounts = new Map<string, { balance: number; entries: { ref: string | undefined; points: number; at: number }[] }>();
  private of(user: string) {
    const known = this.accounts.get(user) ?? { balance: 0, entries: [] };
    this.accounts.set(user, known);
    return known;
  }
  async post(user: string, points: number, ref?: string) {
    const account = this.of(user);
    if (ref !== undefined && account.entries.some((entry) => entry.ref === ref)) return account.balance;
    account.entries.push({ ref, points, at: Date.now() });
    account.balance += points;
    return account.balance;
  }
  async reverse(user: string, ref: string) {
    const account = this.of(user);
    const index = account.entries.findIndex((entry) => entry.ref === ref);
    if (index < 0) return;
    const [entry] = account.entries.splice(index, 1);
    account.balance -= entry?.points ?? 0;
  }
  async entry(user: string, ref: string) {
    return this.of(user).entries.find((each) => each.ref === ref);
  }
}

/** A client in the style of callbacks. */
class OldClient {
  rows: { id: string; value: number }[] = [];
  insert(row: { id: string; value: number }, callback: (error: Error | null, id?: string) => void): void {
    setTimeout(() => {
      if (this.rows.some(({ id }) => id === row.id))
        return callback(Object.assign(new Error('duplicate'), { code: 'DUP' }));
      this.rows.push(row);
      callback(null, row.id);
    }, 5);
  }
}

describe('right', () => {
  run(
    {
      'saves a document as a whole, without promises': () =>
        over(
          { documents: new Documents() },
          ({ documents }) =>
            async (j: Job) =>
              documents.save(j.id, { points: j.points, at: new Date() }),
        ),
      'deletes what may be gone': () => {
        const documents = new Documents();
        for (const { id } of [FIRST, SECOND]) documents.save(id, { open: true });
        return over({ documents }, () => async (j: Job) => void documents.delete(j.id));
      },
      'posts points by reference': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points, j.id)),
        ),
      'answers with the entry, not with the balance': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          await loyalty.post(j.user, j.points, j.id);
          return (await loyalty.entry(j.user, j.id))?.points;
        }),
      'merges into a document with a version, and tries again': () =>
        over({ documents: new VersionedDocuments() }, ({ documents }) => async (j: Job) => {
          for (;;) {
            const known = await documents.load(j.user);
            if (known?.body[j.id] === j.points) return 'merged';
            try {
              await documents.store(j.user, { ...known?.body, [j.id]: j.points }, known?.version ?? 0);
              return 'merged';
            } catch (error) {
              if ((error as Error).name !== 'StaleError') throw error;
            }
          }
        }),
      'gives up after a time of its own': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          let timer: NodeJS.Timeout | undefined;
          const late = new Promise<never>((_resolve, reject) => {
            timer = setTimeout(() => reject(new Error('too late')), 5_000);
          });
          try {
            return await Promise.race([loyalty.post(j.user, j.points, j.id).then(() => 'posted'), late]);
          } finally {
            clearTimeout(timer);
          }
        }),
      'tells an emitter, and waits for it': () => {
        const store = {
          seen: new Set<string>(),
          async add(id: string) {
            this.seen.add(id);
          },
        };
        return over(store, () => async (j: Job) => {
          const emitter = new EventEmitter();
          setImmediate(() => emitter.emit('ready', j.id));
          const [id] = (await once(emitter, 'ready')) as [string];
          await store.add(id);
        });
      },
      'lets a fake wait before it works': () => {
        const slow = {
          rows: new Map<string, number>(),
          async put(id: string, value: number) {
            await new Promise((resolve) => setTimeout(resolve, 250));
            this.rows.set(id, value);
            await new Promise((resolve) => setTimeout(resolve, 250));
            return { stored: true };
          },
        };
        return over(slow, () => async (j: Job) => slow.put(j.id, j.points));
      },
      'returns a map, a date and nothing at all': () =>
        over({ documents: new Documents() }, ({ documents }) => async (j: Job) => {
          documents.save(j.id, { nested: { deep: [1, 2, { three: new Map([['a', new Set([1])]]) }] } });
          return { at: new Date(), none: undefined, list: [j.points] };
        }),
      'compensates by reference when a later step refuses': () => {
        const fakes = {
          loyalty: new Loyalty(),
          async approve(points: number) {
            if (points > 10) throw ApplicationFailure.nonRetryable('too many points', 'TooMany');
          },
          notes: new Set<string>(),
          async note(id: string) {
            this.notes.add(id);
          },
        };
        return over(fakes, () => async (j: Job) => {
          await fakes.note(j.id);
          await fakes.loyalty.post(j.user, j.points, j.id);
          try {
            await fakes.approve(j.points);
          } catch (error) {
            await fakes.loyalty.reverse(j.user, j.id);
            throw error;
          }
        });
      },
      'resumes from a cursor that is an object, items by key': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          const cursor = (activityInfo().heartbeatDetails ?? { page: 0 }) as { page: number };
          for (let page = cursor.page; page < 4; page++) {
            for (const item of [1, 2]) await loyalty.post(j.user, j.points, `${j.id}-${page}-${item}`);
            heartbeat({ page: page + 1 });
          }
        }),
      'beats in the background while it works': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          const beating = setInterval(() => heartbeat(j.id), 1_000);
          try {
            await sleep('10 seconds');
            await loyalty.post(j.user, j.points, j.id);
          } finally {
            clearInterval(beating);
          }
        }),
      'has a sum of hashes as its key': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(
                j.user,
                j.points,
                createHash('sha1').update(JSON.stringify(j)).digest('base64'),
              )),
        ),
      'fails once when it warms up': () => {
        const fakes = {
          isWarm: false,
          rows: new Set<string>(),
          async add(id: string) {
            if (!this.isWarm) {
              this.isWarm = true;
              throw new Error('warming up');
            }
            this.rows.add(id);
          },
        };
        return over(fakes, () => async (j: Job) => fakes.add(j.id));
      },
      'sends one message to each of many, by key, many at once': () => {
        const push = {
          sent: new Map<string, string>(),
          async send(dedupeKey: string, text: string) {
            if (!this.sent.has(dedupeKey)) this.sent.set(dedupeKey, text);
          },
        };
        return over(push, () => async (j: Job) => {
          const devices = Array.from({ length: 12 }, (_each, index) => `device-${index}`);
          const results = await Promise.allSettled(
            devices.map((device) => push.send(`${j.id}/${device}`, `+${j.points}`)),
          );
          const failed = results.filter(({ status }) => status === 'rejected').length;
          if (failed > 0) throw new Error(`${failed} were not sent`);
        });
      },
      'works on a tree': () => {
        const fs = {
          tree: { etc: { hosts: 'localhost' } } as Record<string, unknown>,
          async write(path: string[], text: string) {
            let at = this.tree;
            for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
            at[path.at(-1) as string] = text;
          },
        };
        return over(fs, () => async (j: Job) => {
          await fs.write(['home', j.user, `${j.id}.txt`], String(j.points));
          await fs.write(['home', j.user, 'latest', j.id], 'x');
        });
      },
      'waits for a callback': () =>
        over(
          { client: new OldClient() },
          ({ client }) =>
            async (j: Job) =>
              new Promise<string>((resolve, reject) => {
                client.insert({ id: j.id, value: j.points }, (error, id) => {
                  if (error !== null && (error as { code?: string }).code !== 'DUP') reject(error);
                  else resolve(id ?? j.id);
                });
              }),
          { plans: ['lost-completion', 'distinct-call', 'attempt-reset', 'region-failover'] },
        ),
    },
    'IDEMPOTENT',
  );
});

describe('twice', () => {
  run(
    {
      'posts points without a reference': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points)),
        ),
      'posts by a reference from the time': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points, `${j.id}-${new Date().toISOString()}`)),
        ),
      'posts by a reference from the task token': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points, activityInfo().base64TaskToken)),
        ),
      'adds to a field of a document, without promises': () =>
        over({ documents: new Documents() }, ({ documents }) => async (j: Job) => {
          const known = documents.find(j.user) ?? { points: 0 };
          documents.save(j.user, { points: (known['points'] as number) + j.points });
        }),
      'keeps the list in a document, and appends': () =>
        over({ documents: new VersionedDocuments() }, ({ documents }) => async (j: Job) => {
          const known = documents.find('log') as { lines: string[] } | undefined;
          documents.save('log', { lines: [...(known?.lines ?? []), `${j.id}: ${j.points}`] });
        }),
      'merges with a version, but does not look whether it has': () =>
        over({ documents: new VersionedDocuments() }, ({ documents }) => async (j: Job) => {
          const known = await documents.load(j.user);
          const total = (known?.body['total'] ?? 0) + j.points;
          await documents.store(j.user, { total }, known?.version ?? 0);
        }),
      'tries again in its body after a timeout, without a key': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          for (let tries = 0; tries < 3; tries++) {
            try {
              return void (await loyalty.post(j.user, j.points));
            } catch {
              await sleep('1 second');
            }
          }
          throw new Error('given up');
        }),
      'makes one call for each page, with a cursor but without keys': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          for (let page = (activityInfo().heartbeatDetails as number | undefined) ?? 0; page < 3; page++) {
            await loyalty.post(j.user, j.points);
            Context.current().heartbeat(page + 1);
          }
        }),
      'swaps in another provider when the first does not answer': () => {
        const [one, two] = [new Loyalty(), new Loyalty()];
        return {
          activity: async (j: Job) => {
            await one.post(j.user, j.points, j.id).catch(async () => two.post(j.user, j.points, j.id));
          },
          world: [memoryWorld(one, { name: 'one' }), memoryWorld(two, { name: 'two' })],
        };
      },
      'remembers its jobs in the process, with a new process for each attempt': () => {
        const loyalty = new Loyalty();
        return {
          activity: {
            create: () => {
              const done = new Set<string>();
              return async (j: Job) => {
                if (done.has(j.id)) return;
                done.add(j.id);
                await loyalty.post(j.user, j.points);
              };
            },
          },
          world: memoryWorld(loyalty),
        };
      },
      'waits for a callback, and makes the id itself': () =>
        over(
          { client: new OldClient() },
          ({ client }) =>
            async (j: Job) =>
              new Promise<void>((resolve, reject) => {
                client.insert({ id: randomUUID(), value: j.points }, (error) =>
                  error === null ? resolve() : reject(error),
                );
              }),
          { plans: ['lost-completion', 'distinct-call'] },
        ),
    },
    'DUPLICATE_EFFECT',
  );
});

describe('a distinct call that shows nothing', () => {
  run(
    {
      'sets what the first one sets': () =>
        over(
          { documents: new Documents() },
          ({ documents }) =>
            async (j: Job) =>
              documents.save(j.user, { seen: true }),
        ),
    },
    'INCONCLUSIVE',
  );
});

describe('lost, swallowed, stuck, drifted, torn', () => {
  run(
    {
      'gives back what it has taken when it is cancelled, though the retry takes it again': () => {
        const stock = {
          left: 100,
          taken: {} as Record<string, number>,
          async take(id: string, count: number) {
            if (id in this.taken) return;
            this.taken[id] = count;
            this.left -= count;
          },
          async giveBack(count: number) {
            this.left += count;
          },
        };
        return over(stock, () => async (j: Job) => {
          await stock.take(j.id, j.points);
          try {
            await sleep('1 minute');
          } catch (error) {
            await stock.giveBack(j.points);
            throw error;
          }
        });
      },
      'reverses what it should keep, where it finds it': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          if ((await loyalty.entry(j.user, j.id)) !== undefined) await loyalty.reverse(j.user, j.id);
          else await loyalty.post(j.user, j.points, j.id);
        }),
      'takes an error for the end of its work': () => {
        const fakes = {
          rows: new Set<string>(),
          mails: new Set<string>(),
          async add(id: string) {
            this.rows.add(id);
          },
          async mail(id: string) {
            this.mails.add(id);
          },
        };
        return over(fakes, () => async (j: Job) => {
          try {
            await fakes.add(j.id);
            await fakes.mail(j.id);
          } catch {
            return;
          }
        });
      },
    },
    'LOST_EFFECT',
  );
  run(
    {
      'writes its own row, but takes the sum off under one key': () => {
        const fakes = {
          rows: new Set<string>(),
          balance: 1_000,
          keys: new Set<string>(),
          async write(id: string) {
            this.rows.add(id);
          },
          async takeOnce(key: string, points: number) {
            if (this.keys.has(key)) return;
            this.keys.add(key);
            this.balance -= points;
          },
        };
        return over(
          fakes,
          () => async (j: Job) => {
            await fakes.write(j.id);
            await fakes.takeOnce(`points-${j.user}`, j.points);
          },
          { distinct: [{ ...SECOND, points: FIRST.points }] },
        );
      },
      'takes the sum off under one key, the same sum each time': () => {
        const account = {
          balance: 1_000,
          keys: new Set<string>(),
          async takeOnce(key: string, points: number) {
            if (this.keys.has(key)) return;
            this.keys.add(key);
            this.balance -= points;
          },
        };
        return over(account, () => async (j: Job) => account.takeOnce('points', j.points), {
          distinct: [{ ...SECOND, points: FIRST.points }],
        });
      },
      'takes the sum off once a process, the same sum each time': () => {
        const account = {
          balance: 1_000,
          isTaken: false,
          async look() {
            return this.isTaken;
          },
          async take(points: number) {
            this.isTaken = true;
            this.balance -= points;
          },
        };
        return over(
          account,
          () => async (j: Job) => {
            if (!(await account.look())) await account.take(j.points);
          },
          { distinct: [{ ...SECOND, points: FIRST.points }] },
        );
      },
      'posts by the user': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points, j.user)),
        ),
      'posts by the day': () =>
        over(
          { loyalty: new Loyalty() },
          ({ loyalty }) =>
            async (j: Job) =>
              void (await loyalty.post(j.user, j.points, `bonus-${new Date().toISOString().slice(0, 4)}`)),
        ),
      'posts by workflow and activity type': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          const { workflowExecution, activityType } = activityInfo();
          await loyalty.post(j.user, j.points, `${workflowExecution?.workflowId}/${activityType}`);
        }),
    },
    'SWALLOWED_EFFECT',
  );
  run(
    {
      'lets nobody in twice': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          if ((await loyalty.entry(j.user, j.id)) !== undefined) throw new Error('posted already');
          await loyalty.post(j.user, j.points, j.id);
        }),
      'refuses a document that is gone': () => {
        const documents = new Documents();
        for (const { id } of [FIRST, SECOND]) documents.save(id, { open: true });
        return over({ documents }, () => async (j: Job) => {
          if (!documents.delete(j.id)) throw ApplicationFailure.nonRetryable('not there', 'NotFound');
        });
      },
      'returns a function': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          await loyalty.post(j.user, j.points, j.id);
          return 5n;
        }),
    },
    'STUCK',
  );
  run(
    {
      'tells the balance after it': () =>
        over({ loyalty: new Loyalty() }, ({ loyalty }) => async (j: Job) => {
          if ((await loyalty.entry(j.user, j.id)) !== undefined) return { status: 'known' };
          await loyalty.post(j.user, j.points, j.id);
          return { status: 'posted' };
        }),
      'tells whether it was there': () => {
        const documents = new Documents();
        for (const { id } of [FIRST, SECOND]) documents.save(id, { open: true });
        return over({ documents }, () => async (j: Job) => documents.delete(j.id));
      },
    },
    'RESULT_DRIFT',
  );
  run(
    {
      'fills in only what it has made itself': () =>
        over({ documents: new Documents() }, ({ documents }) => async (j: Job) => {
          if ((await documents.find(j.id)) !== undefined) return;
          await documents.save(j.id, { points: j.points, status: 'new' });
          await documents.save(j.id, { points: j.points, status: 'ready' });
        }),
      'marks as failed what has worked': () =>
        over({ documents: new Documents(), loyalty: new Loyalty() }, ({ documents, loyalty }) => async (j: Job) => {
          try {
            await loyalty.post(j.user, j.points, j.id);
          } catch {
            await documents.save(j.id, { status: 'failed' });
            return;
          }
          await documents.save(j.id, { status: 'posted' });
        }),
    },
    'TORN_STATE',
  );
});
