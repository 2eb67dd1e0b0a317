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
  expect(order('object({ REGION: String }).parse({ REGION: process.env.REGION })')).toEqual([
    'process-env: process.env.REGION',
  ]);
});

it('none is read where the package is given something else, or the mode that is built in', () => {
  expect(order(`object({ REGION: String }).parse({ REGION: 'eu' })`)).toEqual([]);
  expect(order('object({ MODE: String }).parse({ MODE: process.env.NODE_ENV })')).toEqual([]);
});
