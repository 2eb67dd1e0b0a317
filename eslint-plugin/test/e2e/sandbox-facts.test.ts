import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ABSENT, CONSOLE, INJECTED, PRESENT } from '../../src/engine/sandbox/globals.js';

const require = createRequire(import.meta.url);

// What the rules take for granted, looked up in the SDK's own bundle and sandbox.
const EXPRESSIONS = {
  clock: 'Date.prototype.constructor.now() === Date.now()',
  clockOfInstance: 'new Date().constructor === Date',
  deterministicClock: 'Date.now() === Date.now() && new Date().getTime() === Date.now()',
  formatIsReal: `Math.abs(Date.parse(new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'long' }).format()) - Date.prototype.constructor.now()) < 2000`,
  textsOfDatesAreLocal:
    "[`${new Date(0)}`, String(new Date(0)), '' + new Date(0), [new Date(0)].join()].every((text) => text === new Date(0).toString() && /GMT[+-]/.test(text))",
  textOfDateAndNumber: "new Date(0) + 1 === new Date(0).toString() + '1'",
  weakRef: 'new WeakRef({})',
  weakRefType: 'typeof WeakRef',
  finalization: 'new FinalizationRegistry(() => {})',
  hostFunction: `URL.constructor === Function`,
  hostEscape: `typeof URL.constructor('return process')()`,
  ownFunctionSeesNothing: `Object.constructor('return typeof process')()`,
  signal: `typeof new AbortController().signal.constructor.timeout`,
  waitAsync: 'Atomics.waitAsync',
  prototypeIsOpen: 'Object.isExtensible(Array.prototype) && !Object.isFrozen(Array.prototype)',
  constructorIsFrozen: 'Object.isFrozen(Array) && Object.isFrozen(Math)',
  globalIsThis: 'typeof globalThis.fetch',
} as const;

type Fact = keyof typeof EXPRESSIONS;
let facts: Map<string, string>;

beforeAll(async () => {
  const expressions = [
    ...Object.values(EXPRESSIONS),
    ...[...PRESENT, ...ABSENT.keys()].map((name) => `typeof ${name}`),
    ...[...CONSOLE, 'table', 'time', 'group'].map((name) => `typeof console.${name}`),
  ];
  const results = await lookInSandbox(expressions);
  facts = new Map(expressions.map((expression, index) => [expression, results[index]!]));
});

const fact = (name: Fact) => facts.get(EXPRESSIONS[name]);

describe('globals', () => {
  it.each([...PRESENT].filter((name) => name !== 'Iterator'))('has %s', (name) => {
    expect(facts.get(`typeof ${name}`)).not.toBe('undefined');
  });

  it.each([...ABSENT.keys()])('has no %s', (name) => {
    expect(facts.get(`typeof ${name}`)).toBe('undefined');
  });

  it('has the methods of console that log, and no others', () => {
    for (const name of CONSOLE) expect(facts.get(`typeof console.${name}`)).toBe('function');
    for (const name of ['table', 'time', 'group']) expect(facts.get(`typeof console.${name}`)).toBe('undefined');
  });

  it('gives undefined for what it lacks when asked on globalThis', () => {
    expect(fact('globalIsThis')).toBe('undefined');
  });
});

describe('clocks', () => {
  it('makes a text of a date in the time zone of the host', () => {
    expect(fact('textsOfDatesAreLocal')).toBe('true');
    expect(fact('textOfDateAndNumber')).toBe('true');
  });

  it('replaces Date, whose prototype still knows the real one', () => {
    expect(fact('deterministicClock')).toBe('true');
    expect(fact('clock')).toBe('false');
    expect(fact('clockOfInstance')).toBe('false');
  });

  it('formats the real time where no date is given', () => {
    expect(fact('formatIsReal')).toBe('true');
  });

  it('runs Atomics on real time', () => {
    expect(fact('waitAsync')).toBe('a function');
  });
});

describe('what is refused, shared or open', () => {
  it('lets nobody observe garbage collection, though the names are there', () => {
    expect(fact('weakRefType')).toBe('function');
    expect(fact('weakRef')).toMatch(/^DeterminismViolationError: /);
    expect(fact('finalization')).toMatch(/^DeterminismViolationError: /);
  });

  it('freezes constructors but not prototypes', () => {
    expect(fact('prototypeIsOpen')).toBe('true');
    expect(fact('constructorIsFrozen')).toBe('true');
  });

  it('hands in classes of the host, whose constructor leads out; its own classes do not', () => {
    expect([...INJECTED]).toContain('URL');
    expect(fact('hostFunction')).toBe('false');
    expect(fact('hostEscape')).toBe('object');
    expect(fact('ownFunctionSeesNothing')).toBe('undefined');
    expect(fact('signal')).toBe('function');
  });
});

async function lookInSandbox(expressions: readonly string[]): Promise<string[]> {
  const logger = new DefaultLogger('ERROR', () => undefined);
  const address = inject('temporalAddress');
  const taskQueue = `sandbox-facts-${randomUUID()}`;
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows/look.ts'), logger });
  const connection = await NativeConnection.connect({ address });
  const clientConnection = await Connection.connect({ address });
  try {
    const worker = await Worker.create({ connection, taskQueue, workflowBundle });
    const client = new Client({ connection: clientConnection });
    return await worker.runUntil(
      client.workflow.execute<(names: readonly string[]) => Promise<string[]>>('look', {
        taskQueue,
        workflowId: taskQueue,
        args: [expressions],
      }),
    );
  } finally {
    await clientConnection.close();
    await connection.close();
  }
}
