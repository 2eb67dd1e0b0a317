// What the process itself does: queues that outlive an attempt, stopwatches, deadlines, ticks. Nothing of it goes by real time.
import { createHash, generateKeyPairSync, pbkdf2Sync, randomBytes, scrypt, scryptSync } from 'node:crypto';
import { setInterval as every } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checkIdempotency, httpWorld, memoryWorld } from '../../src/idempotency';

class Bus {
  sent: string[] = [];
  keys = new Map<string, string>();
  async send(key: string, what: string): Promise<string> {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const receipt = `r${this.keys.size + 1}`;
    this.keys.set(key, receipt);
    this.sent.push(what);
    return receipt;
  }
}

const calls = { args: ['o1'], distinct: ['o2'] };

/** One call at a time in this process: whoever dies leaves the queue closed behind it. */
function queued(bus: Bus): (id: string) => Promise<string> {
  let last: Promise<unknown> = Promise.resolve();
  return (id) => {
    const mine = last.then(() => bus.send(id, id));
    last = mine.catch(() => undefined);
    return mine;
  };
}

describe('a queue in the process', () => {
  it('is no finding where dead attempts have closed it: a restarted worker would have a new one', async () => {
    const bus = new Bus();
    const report = await checkIdempotency(queued(bus), { ...calls, world: memoryWorld(bus), name: 'send' });
    expect({ verdict: report.verdict, findings: report.findings, reasons: report.reasons }).toEqual({
      verdict: 'INCONCLUSIVE',
      findings: [],
      reasons: [
        'after the plans even a run without any fault ends differently: attempts that died have left something in the process (a lock, a queue, a cache), which a restarted worker would not have: give { create: () => activity }, so that each attempt has a new one; what several workers share belongs into a world',
      ],
    });
    expect(report.plans.filter(({ outcome }) => outcome === 'broke')).toEqual([]);
  });

  it('is no matter where each attempt has its own', async () => {
    const bus = new Bus();
    const report = await checkIdempotency({ create: () => queued(bus) }, { ...calls, world: memoryWorld(bus) });
    expect(report.verdict).toBe('IDEMPOTENT');
  });
});

describe('work of the processor that an activity waits for on the spot', () => {
  it.each<[string, () => unknown]>([
    ['scryptSync', () => scryptSync('secret', 'salt', 16, { N: 2 })],
    ['pbkdf2Sync', () => pbkdf2Sync('secret', 'salt', 1, 16, 'sha256')],
    ['randomBytes', () => randomBytes(16)],
    ['generateKeyPairSync', () => generateKeyPairSync('ed25519')],
  ])('is nothing to wait for afterwards: %s', async (_name, work) => {
    const bus = new Bus();
    const send = async (id: string) => {
      work();
      await new Promise((resolve) => setTimeout(resolve, 5));
      return bus.send(id, id);
    };
    expect((await checkIdempotency(send, { ...calls, world: memoryWorld(bus) })).verdict).toBe('IDEMPOTENT');
  });
});

describe('time that an activity measures', () => {
  it.each<[string, () => number]>([
    ['performance.now', () => Math.round(performance.now())],
    ['process.hrtime', () => process.hrtime()[0] * 1_000 + Math.round(process.hrtime()[1] / 1e6)],
    ['process.hrtime.bigint', () => Number(process.hrtime.bigint() / 1_000_000n)],
    ['Date.now', () => Date.now()],
  ])('by %s may stand in the result', async (_name, read) => {
    const bus = new Bus();
    const send = async (id: string) => {
      const started = read();
      const receipt = await bus.send(id, id);
      return { receipt, milliseconds: read() - started };
    };
    const report = await checkIdempotency(send, { ...calls, world: memoryWorld(bus) });
    expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
  });

  it('is real again after the check', async () => {
    const bus = new Bus();
    const { now } = performance;
    const { hrtime } = process;
    const { timeout } = AbortSignal;
    await checkIdempotency((id: string) => bus.send(id, id), { ...calls, world: memoryWorld(bus) });
    expect([performance.now === now, process.hrtime === hrtime, AbortSignal.timeout === timeout]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

it('a deadline of AbortSignal.timeout goes by the time of the check, however busy the machine is', async () => {
  const state = { charges: [] as unknown[] };
  const world = httpWorld({
    origin: 'https://bank.example',
    state,
    routes: {
      'POST /charges': ({ body }) => {
        state.charges.push(body);
        // Longer than the deadline by the clock of the machine.
        const until = performance.now() + 5;
        while (performance.now() < until);
        return { status: 201, body: {} };
      },
    },
  });
  const charge = async (id: string) => {
    const response = await fetch('https://bank.example/charges', {
      method: 'POST',
      headers: { 'idempotency-key': id },
      body: JSON.stringify({ id }),
      signal: AbortSignal.timeout(1),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
  };
  const report = await checkIdempotency(charge, { ...calls, world });
  expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
});

it('ticks of an interval pass at once', async () => {
  const bus = new Bus();
  const send = async (id: string) => {
    let count = 0;
    for await (const _tick of every(60_000)) {
      await bus.send(`${id}/${count}`, `${id}/${count}`);
      if (++count === 3) return;
    }
  };
  const report = await checkIdempotency(send, { ...calls, world: memoryWorld(bus) });
  expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
});

it('jobs of the thread pool and of web crypto are waited for', async () => {
  const bus = new Bus();
  const send = async (id: string) => {
    const key = (await promisify(scrypt)(id, 'salt', 16)) as Buffer;
    const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(key));
    return bus.send(createHash('sha1').update(new Uint8Array(hash)).digest('hex'), id);
  };
  const report = await checkIdempotency(send, { ...calls, world: memoryWorld(bus) });
  expect([report.verdict, report.reasons]).toEqual(['IDEMPOTENT', []]);
});
