import { describe, expect, it } from 'vitest';
import { FixtureProject } from '../support/fixture-project.js';

const SDK = `import { CancellationScope, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, isCancellation, makeContinueAsNewFunc, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';`;
const PROXIES = `export const { charge } = proxyActivities<any>({}); export const local = proxyLocalActivities<any>({});`;

/** What a workflow file imports from a module of this code, by the names that lead to it. */
function roleOf(code: string, names: string, more: Readonly<Record<string, string>> = {}) {
  const fixture = new FixtureProject({
    'src/workflows/order.ts': `import * as all from './other'; export async function order() { return all; }`,
    'src/workflows/other.ts': `${SDK}\n${PROXIES}\n${code}`,
    ...more,
  });
  const path = fixture.path('src/workflows/order.ts');
  fixture.project.check(path);
  return fixture.project.roleOf(path, './other', names.split(' '));
}
const charge = { kind: 'activity', local: false, name: 'charge' };
const waiting = (code: string) => {
  const role = roleOf(`export async function go(id: any, given: any) { ${code} }`, 'go');
  return role?.kind === 'function' ? role.awaits : role;
};
const swallowing = (code: string) => {
  const role = roleOf(`export async function go(id: any, given: any) { ${code} }`, 'go');
  return role?.kind === 'function' ? [role.swallows, role.swallowsGiven] : role;
};

describe('values', () => {
  it.each([
    ['a proxy that is taken apart', '', 'charge', charge],
    ['a member of proxies', '', 'local audit', { kind: 'activity', local: true, name: 'audit' }],
    ['proxies', '', 'local', { kind: 'activities', local: true }],
    [
      'a proxy of a default export',
      'export default proxyActivities<any>({});',
      'default send',
      { ...charge, name: 'send' },
    ],
    [
      'a proxy that is taken from proxies',
      'export const { audit } = local;',
      'audit',
      { kind: 'activity', local: true, name: 'audit' },
    ],
    [
      'a definition',
      `export const pay = defineUpdate('pay');`,
      'pay',
      { kind: 'definition', of: 'update', name: 'pay' },
    ],
    [
      'a definition without a text',
      'export const ask = defineQuery(NAME);',
      'ask',
      { kind: 'definition', of: 'query', name: '' },
    ],
    [
      'a definition in an object',
      `export const on = Object.freeze({ stop: defineSignal('stop') });`,
      'on stop',
      { kind: 'definition', of: 'signal', name: 'stop' },
    ],
    [
      'a function that continues as new',
      'export const again = makeContinueAsNewFunc<any>();',
      'again',
      { kind: 'continueAsNew' },
    ],
    ['what the SDK exports', `export { sleep } from '@temporalio/workflow';`, 'sleep', { kind: 'sdk', name: 'sleep' }],
    [
      'all that the SDK exports',
      `export * as wf from '@temporalio/workflow';`,
      'wf CancellationScope cancellable',
      { kind: 'sdk', name: 'CancellationScope.cancellable' },
    ],
    ['proxies that are spread', 'export const acts = { ...proxyActivities<any>({}) };', 'acts charge', charge],
    ['proxies of a factory', 'export function make() { return proxyActivities<any>({}); }', 'make () charge', charge],
    [
      'proxies of a factory that is called',
      'const make = () => proxyActivities<any>({}); export const acts = make();',
      'acts charge',
      charge,
    ],
    [
      'a field of an object of a class',
      'class Pay { readonly out = proxyActivities<any>({}); } export const pay = new Pay();',
      'pay out charge',
      charge,
    ],
    ['a namespace', '', '* charge', charge],
  ])('%s', (_name, code, names, expected) => {
    expect(roleOf(code, names)).toMatchObject(expected);
  });

  it.each([
    ['a number', 'export const n = 1;', 'n'],
    ['what is not there', '', 'missing'],
    ['a member of an activity', '', 'charge length'],
    ['a function that waits for nothing', 'export async function go() { return 1; }', 'go'],
    ['itself', 'export const go = go;', 'go'],
    ['a default of a star', `export * from './more';`, 'default'],
  ])('knows nothing of %s', (_name, code, names) => {
    expect(roleOf(code, names, { 'src/workflows/more.ts': 'export default 1;' })).toBeUndefined();
  });

  it('follows names, stars and namespaces from module to module', () => {
    const more = {
      'src/workflows/more.ts': `export { charge as pay } from './proxies'; export * as inner from './proxies'; export * from './last';`,
      'src/workflows/proxies.ts': `${SDK}\nexport const { charge } = proxyActivities<any>({});`,
      'src/workflows/last.ts': `${SDK}\nexport const { book } = proxyActivities<any>({});`,
    };
    const code = `export * from './more';`;
    expect(['pay', 'inner charge', 'book'].map((names) => roleOf(code, names, more))).toMatchObject([
      charge,
      charge,
      { ...charge, name: 'book' },
    ]);
  });

  it('ends where modules export each other', () => {
    const more = { 'src/workflows/more.ts': `export * from './other'; export { x } from './other';` };
    expect(roleOf(`export * from './more';`, 'x', more)).toBeUndefined();
  });

  it('tells two definitions of one name apart by their modules, and knows one again', () => {
    const fixture = new FixtureProject({
      'src/workflows/order.ts': `import { a } from './a'; import { b, again } from './b'; export async function order() { return [a, b, again]; }`,
      'src/workflows/a.ts': `${SDK} export const a = defineSignal('go');`,
      'src/workflows/b.ts': `${SDK} export const b = defineSignal('go'); export { a as again } from './a';`,
    });
    const path = fixture.path('src/workflows/order.ts');
    fixture.project.check(path);
    const idOf = (from: string, name: string) => {
      const role = fixture.project.roleOf(path, from, [name]);
      return role?.kind === 'definition' ? role.id : undefined;
    };
    expect(idOf('./a', 'a')).toBe(idOf('./b', 'again'));
    expect(idOf('./a', 'a')).not.toBe(idOf('./b', 'b'));
  });

  it('answers for a file only that has been looked at', () => {
    const fixture = new FixtureProject({ 'src/a.ts': `import { b } from './b'; b();`, 'src/b.ts': `${SDK}${PROXIES}` });
    expect(fixture.project.roleOf(fixture.path('src/a.ts'), './b', ['charge'])).toBeUndefined();
  });

  it('sees an edit of the other file', () => {
    const fixture = new FixtureProject({
      'src/workflows/order.ts': `import { go } from './other'; export async function order() { return go; }`,
      'src/workflows/other.ts': 'export const go = 1;',
    });
    const path = fixture.path('src/workflows/order.ts');
    const look = () => {
      fixture.project.check(path, undefined);
      return fixture.project.roleOf(path, './other', ['go'])?.kind;
    };
    expect(look()).toBeUndefined();
    fixture.write({ 'src/workflows/other.ts': `${SDK} export const go = sleep;` });
    fixture.project.check(path, `import { go } from './other'; export async function order() { return go; } // edited`);
    expect(fixture.project.roleOf(path, './other', ['go'])?.kind).toBe('sdk');
  });
});

describe('what a function waits for', () => {
  it.each([
    ['an activity', 'await charge(id);'],
    ['an activity that it returns', 'return charge(id);'],
    ['either of two', 'return id ? charge(id) : 1;'],
    ['what comes after a condition', 'return id && charge(id);'],
    ['a branch', 'if (id) { await charge(id); }'],
    ['the test of a branch', 'if (await charge(id)) id();'],
    ['a loop', 'while (id) { await charge(id); }'],
    ['the test of a loop', 'while (await charge(id)) id();'],
    ['each of a list', 'for (const each of id) await charge(each);'],
    ['the list of a loop', 'for (const each of await charge(id)) id(each);'],
    ['a case', 'switch (id) { case 1: await charge(id); }'],
    ['what a switch looks at', 'switch (await charge(id)) { case 1: }'],
    ['a block', '{ await charge(id); }'],
    ['an argument', 'id(await charge(id));'],
    ['an initial value', 'const paid = await charge(id); return paid.x;'],
    ['what is thrown', 'throw await charge(id);'],
    ['all of a list', 'await Promise.all([charge(id)]);'],
    ['one for each', 'await Promise.all(id.map((each: any) => charge(each)));'],
    ['one for each, by name', 'await Promise.all(id.map(charge));'],
    ['what follows it', 'await charge(id).then((paid: any) => paid);'],
    ['what is done in the end', 'await charge(id).finally(() => id());'],
    ['a try that only tidies up', 'try { await charge(id); } finally { id(); }'],
    ['a finally', 'try { id(); } catch { id(); } finally { await charge(id); }'],
    ['a function of the module', 'async function inner() { await charge(id); } await inner();'],
    ['itself, too', 'if (id) await go(id - 1, given); await charge(id);'],
  ])('%s', (_name, code) => {
    expect(waiting(code)).toEqual([charge]);
  });

  it.each([
    ['an activity that nobody waits for', 'void charge(id);'],
    ['one in a function that it makes', 'return { later: async () => { await charge(id); } };'],
    ['a scope that is not cancelled', 'await CancellationScope.nonCancellable(() => charge(id));'],
    ['a failure that is taken care of', 'await charge(id).catch(() => 1);'],
    ['a failure that the second function takes', 'await charge(id).then(() => 1, () => 2);'],
    ['whatever comes of all', 'await Promise.allSettled([charge(id)]);'],
    ['a try with a catch that throws', 'try { await charge(id); } catch (error) { throw error; }'],
    ['what follows a catch that returns', 'try { await sleep(1); } catch { return; } await charge(id);'],
  ])('not: %s', (_name, code) => {
    expect(waiting(code) ?? []).not.toContainEqual(charge);
  });

  it('of several things, each once', () => {
    expect(waiting('await charge(id); await sleep(1); await charge(id);')).toEqual([
      charge,
      { kind: 'sdk', name: 'sleep' },
    ]);
  });

  it.each([
    ['a parameter', 'await given();', true],
    ['each of a list', 'for (const each of given) await each();', true],
    ['an element', 'await given[0]();', true],
    ['any element', 'for (let at = 0; ; at += 1) await given[at]();', true],
    ['a member of each', 'for (const each of given) await each.undo();', true],
    ['a function of the module', 'const own = async () => 1; await own();', undefined],
    ['a parameter in a try', 'try { await given(); } catch (error) { throw error; }', undefined],
  ])('functions that it is given: %s', (_name, code, expected) => {
    const role = roleOf(`export async function go(given: any) { ${code} }`, 'go');
    expect(role?.kind === 'function' ? role.awaitsGiven : undefined).toBe(expected);
  });

  it.each([
    ['in a branch', 'if (given) await continueAsNew(given);'],
    ['in a try', 'try { await continueAsNew(given); } catch (error) { throw error; }'],
    ['in a catch', 'try { given(); } catch { await continueAsNew(given); }'],
    ['of a function of its own', 'async function again() { await continueAsNew(1); } await again();'],
    ['that was made', 'const again = makeContinueAsNewFunc<any>(); await again();'],
  ])('tells that it continues as new %s', (_name, code) => {
    expect(roleOf(`export async function go(given: any) { ${code} }`, 'go')).toMatchObject({
      kind: 'function',
      renews: true,
    });
  });
});

describe('what a function keeps to itself', () => {
  it.each([
    ['nothing is caught', 'try { await charge(id); } catch { return 1; }'],
    ['it is logged', 'try { await charge(id); } catch (error) { console.warn(error); }'],
    ['of a list of results', 'try { await charge(id); } catch (error) { given.push(error); }'],
    [
      'by a function of the module',
      'async function inner() { try { await charge(id); } catch { return 1; } } await inner();',
    ],
  ])('%s', (_name, code) => {
    expect(swallowing(code)).toEqual([[charge], false]);
  });

  it.each([
    ['it throws', 'try { await charge(id); } catch (error) { if (id) throw error; }'],
    ['it asks for a cancellation', 'try { await charge(id); } catch (error) { given.failed = isCancellation(error); }'],
    ['it gives the error to somebody', 'try { await charge(id); } catch (error) { given(error); }'],
    ['it rejects', 'try { await charge(id); } catch { return Promise.reject(1); }'],
  ])('not where %s', (_name, code) => {
    expect(swallowing(code)).not.toEqual([[charge], false]);
  });

  it('of functions that it is given', () => {
    expect(swallowing('try { return await given(); } catch { return 1; }')).toEqual([[], true]);
  });
});
