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
  [`'at DAY'.replace('DAY', new Date())`, TEXT],
  [`new Error(new Date()).message`, TEXT],
  [`new URLSearchParams({ at: new Date() })`, TEXT],
  [`new URLSearchParams().append('at', new Date())`, TEXT],
  [`[new Date(), new Date(1)].sort()`, TEXT],
  [`({})[new Date()]`, TEXT],
  [`[new Date(), new Date(1)].sort((a, b) => a - b)`, []],
  [`[3, 1].sort()`, []],
  [`'at'.at(new Date())`, []],
  [`new URLSearchParams({ at: new Date().toISOString() })`, []],
  [`new Date(...[2026, 0, 31])`, PARTS],
  [`new Date(...id.split('-').map(Number))`, PARTS],
  [`((...parts) => new Date(...parts))(2026, 0)`, PARTS],
])('sees the time zone in %s', (expression, hazards) => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export async function order(id) { return ${expression}; }` })).toEqual(
    hazards,
  );
});

it('sees a date that names a member that is set', () => {
  const text = `export async function order() { const all = {}; all[new Date(0)] = 1; return all; }`;
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(TEXT);
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
  ["new Date(`${id}T${id.padStart(2, '0')}:00:00`)", zoneless("new Date('…T…:00:00')")],
  ["new Date(id + 'T' + id + ':00')", zoneless("new Date('…T…:00')")],
  ['new Date(`${id}-${id}-${id} ${id}:${id}:00`)', zoneless("new Date('…-…-… …:…:00')")],
  ['new Date(`${id}T${id}:00:00Z`)', []],
  ["new Date(id + 'T' + id + ':00Z')", []],
  ['new Date(`${id}T${id}:${id}`)', []],
  ['new Date(`${id}T${id}:00${id}`)', []],
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

it.each<readonly [string, boolean]>([
  ['2026/01/31', true],
  ['31 January 2026', true],
  ['Jan 31, 2026 12:00', true],
  ['Sat, 31 Jan 2026 12:00:00', true],
  ['2026-1-31', true],
  [' 2026-01-31', true],
  ['1/31/2026', true],
  ['2026-01-31T12:00', true],
  ['2026-01-31 12:00:00.5', true],
  ['2026', false],
  ['2026-01', false],
  ['2026-01-31', false],
  ['2026-01-31T12:00Z', false],
  ['2026-01-31 12:00 +0200', false],
  ['2026-01-31T12:00:00.000-05:00', false],
  ['31 January 2026 UTC', false],
  ['Sat, 31 Jan 2026 12:00:00 GMT', false],
  ['Sat Jan 31 2026 12:00:00 GMT+0100 (Central European Standard Time)', false],
  ['Jan 31, 2026 12:00 EST', false],
  ['next week', false],
])('takes what it reads for local time where nothing names a zone: %s', (written, isLocal) => {
  const text = `export async function order() { return [new Date('${written}'), Date.parse('${written}')]; }`;
  const both = [`new Date('${written}')`, `Date.parse('${written}')`].flatMap(zoneless);
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(isLocal ? both : []);
});

it.each<readonly [string, readonly string[]]>([
  [`'en-US', { timeZone: 'UTC' }`, zoneless('new Date() of what toLocaleString() gives')],
  // Others write what cannot be read again, or is read as UTC.
  [`'sv-SE', { timeZone: 'UTC' }`, []],
  [`'en-US', { timeZone: 'UTC', timeZoneName: 'short' }`, []],
])('sees a date that is read again from a text for readers: %s', (options, hazards) => {
  const text = `export async function order() { return new Date(new Date(0).toLocaleString(${options})); }`;
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(hazards);
});

it.each<readonly [string, readonly string[]]>([
  ['workflowInfo().startTime.getHours()', zoneless('getHours()')],
  ['(({ runStartTime }) => `${runStartTime}`)(workflowInfo())', TEXT],
  ['workflowInfo().executionExpirationTime?.toDateString()', zoneless('toDateString()')],
  ['workflowInfo().startTime.getUTCHours()', []],
  ['workflowInfo().historyLength.toString()', []],
])('knows the dates that the SDK gives: %s', (expression, hazards) => {
  const text = `import { workflowInfo } from '@temporalio/workflow'; export async function order() { return ${expression}; }`;
  expect(hazardsOf({ 'src/workflows/order.ts': text })).toEqual(hazards);
});

it.each<readonly [string, readonly string[]]>([
  [`'a'.localeCompare('b', undefined, { numeric: true })`, ['host-locale: localeCompare() without a locale']],
  [`'a'.localeCompare('b', [])`, ['host-locale: localeCompare() without a locale']],
  [`'a'.localeCompare('b', 'en')`, []],
  [`'a'.localeCompare('b', id)`, []],
])('sees an order of the host’s language: %s', (expression, hazards) => {
  expect(hazardsOf({ 'src/workflows/order.ts': `export async function order(id) { return ${expression}; }` })).toEqual(
    hazards,
  );
});
