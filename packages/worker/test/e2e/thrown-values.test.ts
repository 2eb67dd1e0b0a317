// What activities throw, leave behind and go on with, where the bare SDK says nothing of use, or the worker dies.
import { codeOf } from '@handrail/errors';
import { Context, heartbeat } from '@temporalio/activity';
import { ActivityFailure, ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { beforeEach, describe, expect, it } from 'vitest';
import { rigForTests } from '../../../../test-support/rig-for-tests';
import type { Rig } from '../../../../test-support/run-worker';
import { beginWorkerLog, workerLog } from '../../../../test-support/worker-log';
import * as workerPackage from '../../src';

const workflows = new URL('../workflows/calling-once.ts', import.meta.url);
const failureConverterPath = createRequire(import.meta.url).resolve('../workflows/silent.failure-converter.cjs');

class Orders {
  constructor(readonly db = new Map<string, number>()) {}
  async find() {
    return this.db.get('a');
  }
}
const orders = new Orders();
let attempts = 0;
let late: Context | undefined;

const activities = {
  find: orders.find,
  findBound: orders.find.bind(orders),
  throwsText: async () => {
    throw 'no money';
  },
  throwsObject: async () => {
    attempts += 1;
    throw { status: 402, card: '4111111111111111' };
  },
  throwsNothing: async () => await Promise.reject(),
  saysNothing: async () => {
    throw new TypeError();
  },
  saysALot: async () => {
    throw new Error('x'.repeat(50_000));
  },
  keepsAnError: async () => {
    throw ApplicationFailure.create({ message: 'declined', nonRetryable: true, details: [new Error('inner')] });
  },
  beatsAMap: async () => heartbeat(new Map([['row', 1]])),
  endsFirst: async () => void (late = Context.current()),
  leavesAnError: async () => {
    const error = new Error('connect ECONNREFUSED');
    // The types of Node do not know that one may emit it.
    (process as NodeJS.EventEmitter).emit('uncaughtExceptionMonitor', error, 'unhandledRejection');
    return error.message;
  },
  makesNothing: async () => {
    attempts += 1;
    throw ApplicationFailure.nonRetryable('this makes nothing: 4111111111111111', 'CardDeclined');
  },
  makesItThrow: async () => {
    throw new RangeError('this makes it throw');
  },
  givesAClass: async () => {
    throw ApplicationFailure.create({ message: 'no money', type: Orders as never, cause: causeOfAClass() });
  },
  givesABadDelay: async () => {
    throw ApplicationFailure.create({ message: 'no money', type: 'Late', nextRetryDelay: '5 minuets' as never });
  },
  givesANegativeDelay: async () => {
    throw ApplicationFailure.create({ message: 'no money', type: 'Late', nextRetryDelay: -5 });
  },
  givesADelay: async () => {
    throw ApplicationFailure.create({ message: 'no money', type: 'Late', nextRetryDelay: '5 minutes' });
  },
  works: async () => 'done',
};

const causeOfAClass = () => ApplicationFailure.create({ message: 'the bank says so', type: 'Declined' });

beforeEach(() => {
  beginWorkerLog();
  attempts = 0;
});

const logged = (code: string) => workerLog.filter((line) => line.includes(`[${code}]`));

async function call({ client, taskQueue }: Rig, activity: string, kind = 'remote'): Promise<unknown> {
  return await client.workflow.execute('callsOnce', { taskQueue, workflowId: randomUUID(), args: [activity, kind] });
}

async function failureOf(rig: Rig, activity: string, kind?: string): Promise<ApplicationFailure> {
  const error: unknown = await call(rig, activity, kind).catch((thrown: unknown) => thrown);
  expect(error, activity).toBeInstanceOf(WorkflowFailedError);
  const failure = (error as WorkflowFailedError).cause;
  // That of a local activity is the activity's own.
  return (failure instanceof ActivityFailure ? failure.cause : failure) as ApplicationFailure;
}

describe('an activity', () => {
  const rig = rigForTests({ workflows, activities, workerPackage });

  it.each<[string, string, RegExp, string | undefined]>([
    ['find', 'remote', /^Cannot read .* \(reading 'db'\)\n\[HR5020\] Activity "find" reads this\.db,/, 'TypeError'],
    ['throwsText', 'remote', /^no money\n\[HR5021\] Activity "throwsText" threw 'no money',/, undefined],
    ['throwsText', 'local', /^no money\n\[HR5021\] Activity "throwsText" threw 'no money',/, undefined],
    ['throwsNothing', 'remote', /^\[HR5021\] Activity "throwsNothing" threw undefined,/, undefined],
    ['saysNothing', 'remote', /^\[HR1044\] Activity "saysNothing" failed with a TypeError that has no/, 'TypeError'],
  ])('says what is wrong with what it throws, and keeps the type: %s (%s)', async (activity, kind, message, type) => {
    const failure = await failureOf(rig, activity, kind);
    expect(failure.message).toMatch(message);
    expect(failure.type || undefined).toBe(type);
    expect(workerLog.filter((line) => line.includes('Activity failed'))[0]).toContain(codeOf(failure));
  });

  it('that throws an object is tried again or not by the type that the SDK gives it', async () => {
    const failure = await failureOf(rig, 'throwsObject', 'retried');
    expect(failure.message).toMatch(/^\[HR5021\] .* an object with the fields status, card, which is no error\./);
    expect(failure.message).not.toContain('4111');
    expect(failure.type).toBe('Object');
    expect(attempts).toBe(1);
  });

  it('that gives a class as the type of its failure does not end the worker: the name of the class is sent', async () => {
    for (const kind of ['remote', 'local']) {
      const failure = await failureOf(rig, 'givesAClass', kind);
      expect(failure.message).toMatch(
        /^no money\n\[HR2014\] The failure of activity "givesAClass" has type: a function, which is not a text: give the name of a class, type: 'CardDeclined'\.\n/,
      );
      expect(failure).toMatchObject({ type: 'Orders', cause: { message: 'the bank says so', type: 'Declined' } });
    }
    expect(await call(rig, 'works')).toBe('done');
  });

  it.each([
    ['givesABadDelay', `'5 minuets', which is not a duration`, `write nextRetryDelay: '5 minutes'.`],
    ['givesANegativeDelay', '-5, which is negative', 'give nextRetryDelay a duration'],
  ])('is told of the delay that nobody can wait: %s', async (activity, value, fix) => {
    const failure = await failureOf(rig, activity);
    expect(failure.message).toContain(
      `no money\n[HR2010] The failure of activity "${activity}" has nextRetryDelay: ${value}.\n`,
    );
    expect(failure.message).toContain(`Fix:     ${fix}`);
    expect(failure.type).toBe('Late');
  });

  it('is not spoken of where it gives a delay that is one', async () => {
    expect((await failureOf(rig, 'givesADelay')).message).toBe('no money');
  });

  it('is told of in the log where its failure is not what it seems', async () => {
    await failureOf(rig, 'saysALot');
    expect(logged('HR3014')[0]).toContain('Activity "saysALot" failed with a message of 50,000 characters.');
    await failureOf(rig, 'keepsAnError');
    expect(logged('HR3005')[0]).toContain('The failure of activity "keepsAnError"');
    expect(logged('HR3005')[0]).toContain('details[0] is an Error and arrives as {}');
    expect(logged('HR3005')[0]).toContain('belongs into its cause');
  });

  it('is told of in the log where nobody hears its heartbeats', async () => {
    await call(rig, 'beatsAMap');
    expect(logged('HR3005')[0]).toContain('A heartbeat of activity "beatsAMap" does not arrive as it is sent');
    await call(rig, 'endsFirst');
    late!.heartbeat(1);
    expect(logged('HR5013')[0]).toContain('heartbeat of activity "endsFirst" is called after it has ended.');
  });

  it('is named by an error that is about to end the process', async () => {
    expect(await call(rig, 'leavesAnError')).toMatch(
      /^connect ECONNREFUSED\n\[HR5024\] A promise that nobody awaits, begun by activity "leavesAnError", was rejected/,
    );
    expect(logged('HR5024')).toHaveLength(1);
  });

  it('is not spoken of where all is as it should be', async () => {
    await call(rig, 'findBound');
    await call(rig, 'works', 'local');
    expect(workerLog.filter((line) => /\[HR(?!2008)/.test(line))).toEqual([]);
  });
});

describe('a failure converter that makes no failure', () => {
  const dataConverter = { failureConverterPath };
  const rig = rigForTests({ workflows, activities, workerPackage, workerOptions: { dataConverter } });

  it('is told of, and the worker lives', async () => {
    const failure = await failureOf(rig, 'makesNothing', 'retried');
    expect(failure.message).toMatch(
      /^\[HR3012\] errorToFailure of the failure converter SilentConverter returned undefined for an error of type CardDeclined\./,
    );
    expect(failure).toMatchObject({ type: 'CardDeclined', nonRetryable: true });
    expect(attempts).toBe(1);
    expect(JSON.stringify(failure.message)).not.toContain('4111');
    expect(logged('HR3012')).not.toEqual([]);

    const other = await failureOf(rig, 'makesItThrow');
    expect(other.message).toContain('SilentConverter threw TypeError (no key) for an error of type RangeError.');
    expect(other.type).toBe('RangeError');
    expect(await call(rig, 'works')).toBe('done');
  });
});
