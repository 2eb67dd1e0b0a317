// ESLint's own parser leaves out of its trees what only TypeScript has; no rule may count on it, whatever kind of file it looks at.
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../src/index.js';
import { FixtureProject } from './support/fixture-project.js';

const SYNTAX = `
import def, { named as other } from './other.js'; import * as all from './other.js'; export * from './other.js'; export { other as 'a name' };
class Plain { static field = 1; #own = 2; field; static { this.made = true; } get own() { return this.#own; } set own(value) { this.#own = value; } static async *pages() { yield* []; } ['computed']() {} has(it) { return #own in it; } }
const Nameless = class extends Plain { constructor(...given) { super(...given); } method({ a = 1, ...rest }, [first, , ...others] = []) { return super.has(a, rest, first, others); } };
export default class extends Nameless {}
export const interceptors = () => ({ inbound: [new Nameless(), { async execute(input, next) { return next(input); } }], outbound: [], internals: [] });
export async function order(id, { kind, ...options } = {}) {
  label: for (const each of [id, ...all.list]) { if (each) continue label; else break; }
  for (const key in options) void key; for (let n = 0; n < 2; n += 1) n **= 2; while (false) {} do {} while (false);
  for await (const page of Plain.pages()) void page;
  try { await def?.go?.(kind ?? id); } catch { throw new Error('x', { cause: id }); } finally { void 0; }
  switch (kind) { case 'a': return \`text \${id}\`; default: }
  const tagged = String.raw\`x\`; const pattern = /x/giu; const big = 10n; var old = function named() { return arguments; }, generator = function* () { const got = yield; return got; };
  [options.a, options['b']] = [tagged, pattern]; ({ a: options.a, ...options.rest } = { a: big }); options.a ||= old; options.b &&= generator; options.c ??= null;
  return new.target ? typeof id : (delete options.a, import.meta.url, await import('./other.js'), (() => id)());
}
`;
const OTHER = `export default { go() {} }; export const named = 1; export const list = [];`;
const COMMONJS = `var Plain = class { run() {} }; class Sub extends Plain {} module.exports = { Sub, run: async (client) => { await client.workflow.start('order', { taskQueue: 'x', workflowId: 'y' }); with (client) { close(); } } };`;

it.each([
  ['src/workflows/order.js', SYNTAX],
  ['src/service.js', SYNTAX],
  ['src/worker.mjs', `import { Worker } from '@temporalio/worker'; ${SYNTAX}`],
  ['src/legacy.cjs', COMMONJS],
  [
    'src/workflows/view.js',
    `export async function order() { const view = <p {...{}} a="b">{1}<></></p>; return view; }`,
  ],
])('no rule fails on %s', (path, text) => {
  const fixture = new FixtureProject({ 'src/other.js': OTHER, 'src/workflows/other.js': OTHER, [path]: text });
  const messages = new Linter({ cwd: fixture.root }).verify(text, plugin.configs.portable, {
    filename: fixture.path(path),
  });
  expect(messages.filter(({ fatal }) => fatal === true)).toEqual([]);
});
