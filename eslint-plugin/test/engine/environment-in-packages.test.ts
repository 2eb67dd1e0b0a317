import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const SCHEMA = {
  'node_modules/tiny-schema/package.json': '{ "name": "tiny-schema", "main": "index.js" }',
  'node_modules/tiny-schema/index.js': `exports.object = (shape) => ({ parse: (value) => Object.fromEntries(Object.keys(shape).map((key) => [key, shape[key](value[key])])) });`,
};
const order = (expression: string) =>
  hazardsOf({
    ...SCHEMA,
    'src/workflows/order.ts': `import { object } from 'tiny-schema'; const env = ${expression}; export async function order() { return env; }`,
  });

it('all variables that are handed to a package are read, whatever it does with them', () => {
  expect(order('object({ REGION: String }).parse(process.env)')).toEqual(['process-env: process.env']);
  expect(order('object({ REGION: String, env: process.env })')).toEqual(['process-env: process.env']);
  expect(order('object({ options: { env: process.env } })')).toEqual(['process-env: process.env']);
  expect(order('object({ REGION: String }).parse({ REGION: process.env.REGION })')).toEqual([
    'process-env: process.env.REGION',
  ]);
});

it('none is read where the package is given something else, or the mode that is built in', () => {
  expect(order(`object({ REGION: String }).parse({ REGION: 'eu' })`)).toEqual([]);
  expect(order('object({ MODE: String }).parse({ MODE: process.env.NODE_ENV })')).toEqual([]);
});

it('all variables that are handed to a package are one report, whichever it reads', () => {
  const CONFIG = {
    'node_modules/tiny-config/package.json': '{ "name": "tiny-config", "main": "index.js" }',
    'node_modules/tiny-config/index.js': `exports.load = (env) => ({ port: env.PORT, host: env.HOST }); exports.own = () => process.env.OWN;`,
  };
  const config = (expression: string) =>
    hazardsOf({
      ...CONFIG,
      'src/config.ts': `import { load } from 'tiny-config'; export const config = () => load(process.env);`,
      'src/workflows/order.ts': `import { load, own } from 'tiny-config'; import { config } from '../config'; export async function order() { return ${expression}; }`,
    });
  expect(config('load(process.env)')).toEqual(['process-env: process.env']);
  expect(config('load(1, process.env)')).toEqual(['process-env: process.env']);
  expect(config('config()')).toEqual(['process-env: process.env']);
  expect(config('load(process)')).toEqual(['absent-global: process']);
  expect(config('[load(process.env), process.env.ZONE, own()]')).toEqual([
    'process-env: process.env',
    'process-env: process.env.ZONE',
    'process-env: process.env.OWN',
  ]);
  // Nobody sees there that it is all of it.
  expect(config('(() => { const { env } = process; return load(env); })()')).toEqual([
    'process-env: process.env.PORT',
    'process-env: process.env.HOST',
  ]);
});
