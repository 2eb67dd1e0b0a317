import { noHostTimeZone } from '../../src/rules/no-host-time-zone.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: use the UTC methods (getUTCHours, Date.UTC), or name the zone: { timeZone: 'Europe/Paris' }. (HR1036)`;

testRule(noHostTimeZone, {
  valid: [
    'export async function order() { return new Date().getUTCHours(); }',
    `export async function order() { return new Date('2026-01-31'); }`,
    `export async function order() { return new Date('2026-01-31T10:00:00Z'); }`,
    `export async function order() { return new Date('2026-01-31T10:00:00+02:00'); }`,
    'export async function order() { return new Date(Date.UTC(2026, 0, 31)); }',
    `export async function order(at: Date) { return at.toLocaleDateString('en', { timeZone: 'UTC' }); }`,
    `export async function order(at: Date, options: object) { return at.toLocaleTimeString('en', options as any); }`,
    `export async function order() { return new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris' }).format(0); }`,
    'export async function order() { const clock = { getHours: () => 1 }; return clock.getHours(); }',
    'export async function order(at: Date) { return at.toISOString(); }',
    'export async function order() { return Reflect.construct(Date, [Date.UTC(2026, 0, 31)]); }',
    'export async function order(invoice: { getDate(): string }) { return invoice.getDate(); }',
    'export async function order(n: number) { return n.toString(); }',
    'class Calendar { getMonth() { return 1; } } export async function order() { return new Calendar().getMonth(); }',
  ],
  invalid: [
    {
      code: `export async function order() {
  return new Date().getHours();
}`,
      errors: [{ message: message('order() reaches getHours().'), line: 2, column: 10, endLine: 2, endColumn: 29 }],
    },
    {
      code: 'export async function order(at: Date) { return at.getHours(); }',
      errors: [message('order() reaches getHours().')],
    },
    {
      code: 'export async function order() { const at = new Date(); at.setHours(0, 0, 0, 0); return at; }',
      errors: [message('order() reaches setHours().')],
    },
    {
      code: 'export async function order() { return new Date().getDay(); }',
      errors: [message('order() reaches getDay().')],
    },
    {
      code: 'export async function order() { return new Date(2026, 0, 31); }',
      errors: [message('order() reaches new Date(year, month, …).')],
    },
    {
      code: `export async function order() { return new Date('2026-01-31T10:00:00'); }`,
      errors: [message(`order() reaches new Date('2026-01-31T10:00:00').`)],
    },
    {
      code: `export async function order() { return new Date('January 31, 2026'); }`,
      errors: [message(`order() reaches new Date('January 31, 2026').`)],
    },
    {
      code: 'export async function order() { return new Date().getTimezoneOffset(); }',
      errors: [message('order() reaches getTimezoneOffset().')],
    },
    {
      code: `export async function order() { return new Intl.DateTimeFormat('en').format(0); }`,
      errors: [message('order() reaches Intl.DateTimeFormat() without a timeZone.')],
    },
    {
      code: `export async function order() { return new Intl.DateTimeFormat('en', { dateStyle: 'full' }).format(0); }`,
      errors: [message('order() reaches Intl.DateTimeFormat() without a timeZone.')],
    },
    {
      code: `export async function order(at: Date) { return at.toLocaleTimeString('en'); }`,
      errors: [message('order() reaches toLocaleTimeString() without a timeZone.')],
    },
    {
      code: 'export async function order() { return new Date().toString(); }',
      errors: [message('order() reaches toString().')],
    },
  ],
});
