// Who may go on is decided by what is the case, not by how long the machine took to find out.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Attempt } from '../../../src/internal/idempotency/attempt';
import type { Interruption } from '../../../src/internal/idempotency/attempt-plan';
import { type Deferred, deferred } from '../../../src/internal/idempotency/deferred';
import { IgnorePaths } from '../../../src/internal/idempotency/ignore-paths';
import { Stage } from '../../../src/internal/idempotency/stage';
import type { EffectGate, World } from '../../../src/world';

let gate: EffectGate;
let isWaiting: (attempt: number) => boolean | Promise<boolean>;
let stage: Stage;

const world: World = {
  name: 'database',
  reset: async () => undefined,
  snapshot: async () => ({}),
  attach: (given) => {
    gate = given;
    return () => undefined;
  },
  isWaiting: (attempt) => isWaiting(attempt),
};

const statement = (label: string, answer: Deferred) =>
  gate({ kind: 'postgres', label, write: true }, () => answer.promise);

function begin(id: number, call: () => Promise<unknown>, interruptions: readonly Interruption[] = []): Attempt {
  const info = { activityId: '1', attempt: id } as never;
  return stage.begin({
    id,
    lane: `attempt ${id}`,
    info,
    worker: id,
    call,
    interruptions,
    isStepwise: false,
    limit: 100,
  });
}

/** An attempt that is frozen with whatever it holds. */
async function holder(): Promise<Attempt> {
  const answer = deferred();
  answer.resolve();
  const attempt = begin(1, () => statement('lock', answer), [{ at: 0, side: 'after', action: 'freeze' }]);
  await stage.untilRest(attempt);
  expect(attempt.isFrozen).toBe(true);
  return attempt;
}

beforeEach(async () => {
  isWaiting = () => false;
  stage = new Stage([world], new IgnorePaths([], ['database']), true);
  await stage.open();
});
afterEach(() => stage.close());

it('an answer about a statement that has ended meanwhile says nothing about what comes next', async () => {
  await holder();
  const answers = [deferred(), deferred(), deferred()];
  let asked = 0;
  isWaiting = async () => {
    asked += 1;
    // The question takes its time: the statement that it is about is answered before it is.
    if (asked > 1) answers[asked - 2]?.resolve();
    await turns(3);
    return asked <= 3;
  };
  const attempt = begin(2, async () => {
    for (const [index, answer] of answers.entries()) {
      await statement(`statement ${index}`, answer);
      if (index === 1) await turns(10);
    }
  });
  await stage.untilRest(attempt);
  expect({ isBlocked: attempt.isBlocked, outcome: attempt.outcome?.kind }).toEqual({
    isBlocked: false,
    outcome: 'completed',
  });
});

it('two sightings with none in between are not one wait: a lock may be taken for a moment', async () => {
  await holder();
  const answer = deferred();
  const seen = [true, false, true];
  isWaiting = () => {
    const [now = false] = seen.splice(0, 1);
    if (seen.length === 0) setImmediate(() => answer.resolve());
    return now;
  };
  const attempt = begin(2, () => statement('insert', answer));
  await stage.untilRest(attempt);
  expect({ isBlocked: attempt.isBlocked, outcome: attempt.outcome?.kind }).toEqual({
    isBlocked: false,
    outcome: 'completed',
  });
});

it('whoever waits for a frozen attempt has come to rest, and goes on as soon as that one lets go', async () => {
  const first = await holder();
  const answer = deferred();
  isWaiting = (id) => id === 2 && first.outcome === undefined;
  const second = begin(2, () => statement('lock', answer));
  await stage.untilRest(second);
  expect(second.isBlocked).toBe(true);
  first.resume();
  answer.resolve();
  await stage.untilRest(first);
  expect([first, second].map(({ outcome }) => outcome?.kind)).toEqual(['completed', 'completed']);
});

it('a fake that never answers is no matter of seconds', async () => {
  stage.endFirstRun();
  const attempt = begin(1, () =>
    gate({ kind: 'memory', label: 'lock.acquire', write: false }, () => new Promise(() => undefined)),
  );
  await stage.untilRest(attempt);
  expect(attempt.outcome).toEqual({ kind: 'timed-out', why: 'it waits for something that never comes' });
  expect([...stage.obstacles.values()]).toEqual([]);
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
