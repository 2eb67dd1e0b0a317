// What packages do is shared between workflows; what a workflow does to a package is not, and is seen by that workflow.
import { describe, expect, it } from 'vitest';
import { FixtureProject } from '../support/fixture-project.js';

const inPackage = (text: string) => ({
  'node_modules/lib/package.json': '{ "name": "lib", "version": "1.0.0" }',
  'node_modules/lib/index.js': text,
});

const EMITTER = `function Emitter() { this.listeners = {}; } Emitter.prototype.on = function (name, f) { (this.listeners[name] = this.listeners[name] || []).push(f); }; Emitter.prototype.emit = function (name) { (this.listeners[name] || []).forEach(function (f) { f(); }); }; exports.create = function () { return new Emitter(); }; var shared = new Emitter(); exports.on = function (name, f) { shared.on(name, f); }; exports.emit = function (name) { shared.emit(name); };`;

// prettier-ignore
const CASES: readonly (readonly [name: string, library: string, body: string])[] = [
  ['a listener of an object that the package makes', EMITTER, "const e = lib.create(); e.on('x', () => fetch('x')); e.emit('x');"],
  ['a listener of the package itself', EMITTER, "lib.on('x', () => fetch('x')); lib.emit('x');"],
  ['a listener that is set after the call', EMITTER, "const later = () => lib.on('x', () => fetch('x')); lib.emit('x'); later(); lib.emit('x');"],
  ['a registry', "var table = {}; exports.set = function (name, f) { table[name] = f; }; exports.run = function (name) { return table[name](); };", "lib.set('x', () => fetch('x')); lib.run('x');"],
  ['an implementation that is handed over', "var impl = function () { return 1; }; exports.use = function (f) { impl = f; }; exports.run = function () { return impl(); };", "lib.use(() => fetch('x')); lib.run();"],
  ['a list that the package fills', "exports.fill = function (list) { list.push(function () { return fetch('x'); }); };", "const list: any[] = []; lib.fill(list); for (const f of list) f();"],
  ['options that the package fills', "exports.fill = function (options) { options.go = function () { return fetch('x'); }; };", "const options: any = { a: 1 }; lib.fill(options); options.go();"],
  ['an object that is made on demand', "var made; exports.get = function () { if (!made) made = { go: function () { return fetch('x'); } }; return made; };", "lib.get().go();"],
  ['a generator that the package makes', "exports.pages = function* (n) { yield fetch('x' + n); };", "for (const page of lib.pages(1)) void page;"],
  ['options that decide', "exports.run = function (options) { return options.real ? fetch('x') : 1; };", "lib.run({ real: true });"],
];

describe.each(CASES)('%s', (_name, library, body) => {
  it('is followed', () => {
    const harmless = body.replaceAll(`fetch('x')`, `encodeURIComponent('x')`).replace('real: true', 'real: false');
    const workflow = (text: string) => `import lib from 'lib'; export async function order() { ${text} }`;
    const fixture = new FixtureProject({
      ...inPackage(library),
      'src/workflows/a.ts': workflow(body),
      'src/workflows/b.ts': workflow(harmless),
      'src/workflows/c.ts': workflow(body),
    });
    const isHarmless = !library.includes('fetch') || body.includes('real');
    for (const name of ['a', 'b', 'c', 'b', 'a']) {
      const found = fixture.hazards(`src/workflows/${name}.ts`);
      expect([name, found]).toEqual([name, name === 'b' && isHarmless ? [] : ['network: fetch']]);
    }
  });
});

it('is no getter for a workflow what another one has defined as one', () => {
  const fixture = new FixtureProject({
    ...inPackage('exports.hooks = {};'),
    'src/workflows/a.ts':
      "import lib from 'lib'; export async function a() { Object.defineProperty(lib.hooks, 'go', { get: () => 1 }); }",
    'src/workflows/b.ts': "import lib from 'lib'; export async function b() { if (lib.hooks.go) fetch('x'); }",
  });
  expect(fixture.hazards('src/workflows/a.ts')).toEqual([]);
  expect(fixture.hazards('src/workflows/b.ts')).toEqual([]);
});

// prettier-ignore
const PATCHES: readonly (readonly [name: string, patch: string])[] = [
  ['a member', "var plain = require('plain'); plain.run = function () { return fetch('x'); };"],
  ['a member, without a name for the package', "require('plain').run = function () { return fetch('x'); };"],
  ['members that are copied', "const plain = require('plain'); Object.assign(plain, { run: () => fetch('x') });"],
  ['a member that is defined', "const plain = require('plain'); Object.defineProperty(plain, 'run', { value: () => fetch('x') });"],
  ['a method of a class', "const { Plain } = require('plain'); Plain.prototype.walk = function () { return fetch('x'); };"],
  ['a member, in what a compiler has made', "var __importDefault = (this && this.__importDefault) || function (mod) { return mod && mod.__esModule ? mod : { default: mod }; }; Object.defineProperty(exports, '__esModule', { value: true }); const plain_1 = __importDefault(require('plain')); plain_1.default.run = function () { return fetch('x'); };"],
  ['a member, in an ES module', "import plain from 'plain'; plain.run = () => fetch('x');"],
];

describe.each(PATCHES)('a package that changes another one when it is loaded: %s', (_name, patch) => {
  it.each([
    ['unpatched first', 'abab'],
    ['patched first', 'baba'],
  ])('does that for whoever imports it, %s', (_order, order) => {
    const load = (name: string) =>
      `import plain, { Plain } from 'plain'; export async function ${name}() { plain.go(); new Plain().go(); }`;
    const fixture = new FixtureProject({
      'node_modules/plain/package.json': '{ "name": "plain", "version": "1.0.0" }',
      'node_modules/plain/index.js':
        'function Plain() {} Plain.prototype.walk = function () { return 1; }; Plain.prototype.go = function () { return this.walk(); }; exports.Plain = Plain; exports.run = function () { return 1; }; exports.go = function () { return exports.run(); };',
      'node_modules/patch/package.json': '{ "name": "patch", "version": "1.0.0" }',
      'node_modules/patch/index.js': patch,
      'node_modules/patched/package.json': '{ "name": "patched", "version": "1.0.0" }',
      'node_modules/patched/index.js': "require('patch');",
      'src/workflows/a.ts': load('a'),
      'src/workflows/b.ts': `import 'patched'; ${load('b')}`,
    });
    for (const name of order)
      expect([name, fixture.hazards(`src/workflows/${name}.ts`)]).toEqual([
        name,
        name === 'a' ? [] : ['network: fetch'],
      ]);
  });
});
