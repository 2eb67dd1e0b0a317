import { expect, it } from 'vitest';
import { hazardsOf } from '../support/fixture-project.js';

const TEXT = ['host-time-zone: toString() of a Date'];
const PARTS = ['host-time-zone: new Date(year, month, …)'];

it.each<readonly [string, readonly string[]]>([
  ['`${new Date()}`', TEXT],
  ['String(new Date())', TEXT],
  [`'at ' + new Date()`, TEXT],
  [`new Date() + 1`, TEXT],
  [`[1, new Date()].join()`, TEXT],
  [`encodeURIComponent(new Date())`, TEXT],
  [`'at '.concat(new Date())`, TEXT],
  [`new Date(...[2026, 0, 31])`, PARTS],
  [`new Date(...id.split('-').map(Number))`, PARTS],
  [`((...parts) => new Date(...parts))(2026, 0)`, PARTS],
])('sees the time zone in %s', (expression, hazards) => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export async function order(id) { return ${expression}; }` })).toEqual(
    hazards,
  );
});

it('sees a date that a helper keeps, and one that is added later', () => {
  const text = `import { at } from '../at'; export async function order() { let text = 'at '; text += at(); return text; }`;
  const files = { 'src/workflows/order.ts': text, 'src/at.ts': `export const at = () => new Date(0);` };
  expect(hazardsOf(files)).toEqual(TEXT);
});

const zoneless = (shown: string) => [`host-time-zone: ${shown}`];

it.each<readonly [string, readonly string[]]>([
  ['new Date(`${id}T00:00:00`)', zoneless("new Date('…T00:00:00')")],
  ['new Date(`${id}-01 12:30`)', zoneless("new Date('…-01 12:30')")],
  [`new Date(id + 'T12:00:00.000')`, zoneless("new Date('…T12:00:00.000')")],
  ['Date.parse(`${id}T00:00`)', zoneless("Date.parse('…T00:00')")],
  ["((day, time) => new Date(`${day}T${time}`))('2026-01-31', '12:00')", zoneless("new Date('2026-01-31T12:00')")],
  ['new Date(`${id}T00:00:00Z`)', []],
  ['new Date(`${id}T00:00:00+02:00`)', []],
  ['new Date(`${id}`)', []],
  ['new Date(`${id}T${id}`)', []],
  ['`${id}T00:00:00`', []],
  ["((day, time) => new Date(`${day}T${time}Z`))('2026-01-31', '12:00')", []],
  ["new Date(`${'2026-01-31'}T12:00Z`)", []],
])('sees where a text that is put together names no zone: %s', (expression, hazards) => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export async function order(id) { return ${expression}; }` })).toEqual(
    hazards,
  );
});
