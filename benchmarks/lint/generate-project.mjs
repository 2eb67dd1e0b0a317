// A project of many workflow files with helpers and packages, the same for the same numbers.
import { mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFiles } from './corpus/write-files.mjs';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const PACKAGES = 20;
const MODULES_OF_PACKAGE = 12;

/** @returns the folder, the workflow files, and every module that they lead to */
export function generateProject(workflows) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-lint-speed-')));
  const helpers = Math.ceil(workflows / 2);
  const files = {};
  for (let index = 0; index < helpers; index++) files[`app/src/lib/helper${index}.ts`] = helper(index, helpers);
  for (let index = 0; index < workflows; index++)
    files[`app/src/workflows/workflow${index}.ts`] = workflow(index, helpers);
  for (let index = 0; index < PACKAGES; index++) {
    const base = `app/node_modules/package${index}`;
    files[`${base}/index.js`] =
      `module.exports = Object.assign({}, ${Array.from({ length: MODULES_OF_PACKAGE }, (_each, n) => `require('./lib/m${n}')`).join(', ')});`;
    for (let n = 0; n < MODULES_OF_PACKAGE; n++) files[`${base}/lib/m${n}.js`] = packageModule(n);
  }
  files['app/src/lib/time.ts'] = TIME;
  writeFiles(folder, { ...files, ...manifests() });
  symlinkSync(MODULES, join(folder, 'node_modules'));
  const root = join(folder, 'app');
  const paths = Object.keys(files).map((path) => join(folder, path));
  return { folder, root, workflows: paths.filter((path) => path.includes('/workflows/')), modules: paths };
}

function manifests() {
  const packages = Array.from({ length: PACKAGES }, (_each, index) => [
    `app/node_modules/package${index}/package.json`,
    JSON.stringify({ name: `package${index}`, version: '1.0.0', main: 'index.js' }),
  ]);
  return {
    'app/package.json': JSON.stringify({ name: 'app', type: 'module' }),
    'app/tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        noEmit: true,
        allowJs: true,
        types: [],
      },
      include: ['src'],
    }),
    ...Object.fromEntries(packages),
  };
}

// A third of real workflow files leads to what may be a hazard, and mostly is none: a time that is noted, often by a helper.
const STAMPS = [
  { imports: '', sdk: '', stamp: 'new Date().toISOString()', note: '' },
  { imports: '', sdk: 'log, ', stamp: "''", note: "log.info('charged', { at: Date.now() });" },
  { imports: "import { stamp } from '../lib/time';", sdk: '', stamp: 'stamp()', note: '' },
  { imports: "import { isLate } from '../lib/time';", sdk: '', stamp: "isLate(order.due) ? 'late' : ''", note: '' },
];
const NO_STAMP = { imports: '', sdk: '', stamp: "''", note: '' };
const TIME = `export function stamp(): string {
  return new Date().toISOString();
}

export function isLate(due: string): boolean {
  return new Date(due).getTime() < Date.now();
}
`;

function workflow(index, helpers) {
  const { imports, sdk, stamp, note } = index % 3 === 1 ? STAMPS[Math.floor(index / 3) % STAMPS.length] : NO_STAMP;
  const uses = [index % helpers, (index * 7 + 3) % helpers, (index * 13 + 5) % helpers];
  return `import { condition, defineQuery, defineSignal, ${sdk}proxyActivities, setHandler, sleep } from '@temporalio/workflow';
${uses.map((each, n) => `import { price${each} as price${n}, Basket${each} as Basket${n} } from '../lib/helper${each}';`).join('\n')}
${imports}

interface Order { readonly id: string; readonly due: string; readonly lines: readonly { readonly sku: string; readonly cents: number }[] }
interface Activities { charge(id: string, cents: number): Promise<string>; ship(id: string): Promise<void>; refund(id: string): Promise<void> }

export const approve${index} = defineSignal<[boolean]>('approve');
export const status${index} = defineQuery<string>('status');
const { charge, ship, refund } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

export async function order${index}(order: Order): Promise<string> {
  let approved = false;
  let status = 'waiting';
  const charged = () => ${stamp};
  setHandler(approve${index}, (value) => {
    approved = value;
  });
  setHandler(status${index}, () => status);
  const total = order.lines.reduce((sum, line) => sum + price0(line.cents) + price1(line.cents), 0);
  const basket = new Basket2(order.lines.map((line) => line.sku));
  if (!(await condition(() => approved, '2 days'))) return 'expired';
  status = 'charging';
  const receipt = await charge(order.id, total + price2(basket.size));
  status = \`charged \${charged()}\`;
  ${note}
  try {
    await ship(order.id);
  } catch (error) {
    await refund(order.id);
    throw error;
  }
  await sleep('1 day');
  status = 'done';
  return receipt;
}
`;
}

function helper(index, helpers) {
  const next =
    index + 1 < helpers && index % 4 !== 3
      ? `import { price${index + 1} as next } from './helper${index + 1}';`
      : 'const next = (cents: number) => cents;';
  return `import { rate${index % MODULES_OF_PACKAGE} } from 'package${index % PACKAGES}';
${next}

const table = new Map<string, (cents: number) => number>([
  ['plain', (cents) => cents],
  ['reduced', (cents) => Math.round(cents * 0.93)],
  ['next', (cents) => next(cents)],
]);

export function price${index}(cents: number, kind = 'plain'): number {
  const apply = table.get(kind) ?? ((value: number) => value);
  return rate${index % MODULES_OF_PACKAGE}(apply(cents), { digits: 2 });
}

export class Basket${index} {
  readonly #skus: string[];
  constructor(skus: readonly string[]) {
    this.#skus = [...skus].sort();
  }
  get size(): number {
    return this.#skus.filter((sku) => sku.length > 2).map((sku) => sku.trim()).length;
  }
  each(callback: (sku: string) => void): void {
    for (const sku of this.#skus) callback(sku);
  }
}
`;
}

function packageModule(n) {
  const functions = Array.from(
    { length: 20 },
    (_each, index) => `
function step${index}(value, options) {
  var digits = (options && options.digits) || ${index};
  if (typeof value !== 'number') throw new TypeError('not a number');
  switch (digits % 3) {
    case 0: return Math.round(value * digits) / (digits || 1);
    case 1: return ${index === 0 ? 'value' : `step${index - 1}(value, options)`};
    default: return [value, digits].map(function (each) { return each + ${index}; }).reduce(function (a, b) { return a + b; }, 0);
  }
}`,
  );
  return `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
${functions.join('\n')}
exports.rate${n} = function (value, options) { return step19(value, options); };
exports.steps${n} = [${functions.map((_each, index) => `step${index}`).join(', ')}];
`;
}
