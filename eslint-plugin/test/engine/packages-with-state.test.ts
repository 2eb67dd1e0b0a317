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
    const harmless = body
      .replaceAll(`fetch('x')`, `encodeURIComponent(typeof fetch)`)
      .replace('real: true', 'real: false');
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

// prettier-ignore
const REGISTRIES: readonly (readonly [name: string, text: string])[] = [
  ['a table', 'var table = {}; exports.add = function (name, f) { table[name] = f; }; exports.run = function (name) { return table[name](); };'],
  ['a map', 'const map = new Map(); exports.add = (name, f) => { map.set(name, f); }; exports.run = (name) => map.get(name)();'],
  ['a list', 'const all = []; exports.add = (_name, f) => { all.push(f); }; exports.run = () => all.map((f) => f());'],
  ['an emitter', 'class Own { constructor() { this.of = {}; } on(n, f) { (this.of[n] = this.of[n] || []).push(f); } emit(n) { (this.of[n] || []).forEach((f) => f()); } } const own = new Own(); exports.add = (n, f) => own.on(n, f); exports.run = (n) => own.emit(n);'],
  ['an implementation', 'let own = () => 1; exports.add = (_name, f) => { own = f; }; exports.run = () => own();'],
];
// prettier-ignore
const FILLS = [
  "var registry = require('registry'); registry.add('x', function () { return fetch('x'); });",
  "require('registry').add('x', () => fetch('x'));",
  "import { add } from 'registry'; add('x', go); function go() { return fetch('x'); }",
  "import * as registry from 'registry'; registry.add('x', () => fetch('x'));",
];

describe.each(REGISTRIES)('%s of one package that another one fills', (_name, registry) => {
  it.each(FILLS.flatMap((fill) => [[fill, 'filled'] as const, [fill, 'plain'] as const]))(
    'counts for the workflows that load both, whichever is looked at first: %s %s',
    (fill, first) => {
      const run = `import registry from 'registry'; export async function order() { return registry.run('x'); }`;
      const fixture = new FixtureProject({
        'node_modules/registry/package.json': '{ "name": "registry" }',
        'node_modules/registry/index.js': registry,
        'node_modules/fill/package.json': '{ "name": "fill" }',
        'node_modules/fill/index.js': fill,
        'src/workflows/filled.ts': `import 'fill'; ${run}`,
        'src/workflows/plain.ts': run,
      });
      const expected = { filled: ['network: fetch'], plain: [] };
      for (const name of first === 'filled' ? (['filled', 'plain'] as const) : (['plain', 'filled'] as const))
        expect([name, fixture.hazards(`src/workflows/${name}.ts`)]).toEqual([name, expected[name]]);
    },
  );
});

// prettier-ignore
const EXTENDS = `var __extends = require('tslib').__extends; ${['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `var ${name} = (function (_super) { __extends(${name}, _super); function ${name}() { return _super.call(this) || this; } return ${name}; })(${name === 'F' ? 'Bad' : 'Good'});`).join(' ')}`;

it('inherits from its own parent each of many classes that one helper makes', () => {
  const tslib = `var extendStatics = function (d, b) { extendStatics = Object.setPrototypeOf; return extendStatics(d, b); };
    exports.__extends = function (d, b) { extendStatics(d, b); function __() { this.constructor = d; } d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __()); };`;
  const lib = `function Good() {} Good.prototype.go = function () { return 1; }; function Bad() {} Bad.prototype.go = function () { return fetch('x'); }; ${EXTENDS} exports.E = E; exports.F = F;`;
  const workflow = (name: string) =>
    `import { ${name} } from 'lib'; export async function order() { return new ${name}().go(); }`;
  const fixture = new FixtureProject({
    ...inPackage(lib),
    'node_modules/tslib/package.json': '{ "name": "tslib" }',
    'node_modules/tslib/index.js': tslib,
    'src/workflows/e.ts': workflow('E'),
    'src/workflows/f.ts': workflow('F'),
  });
  expect(fixture.hazards('src/workflows/e.ts')).toEqual([]);
  expect(fixture.hazards('src/workflows/f.ts')).toEqual(['network: fetch']);
});
