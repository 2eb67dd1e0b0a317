import { noHostLocale } from '../../src/rules/no-host-locale.js';
import { testRule } from '../support/test-rule.js';

const message = (text: string) =>
  `${text} To do: name the locale: toLocaleString('en-US'), localeCompare(other, 'en'). (HR1035)`;

testRule(noHostLocale, {
  valid: [
    `export async function order(n: number) { return n.toLocaleString('en-US'); }`,
    `export async function order(a: string, b: string) { return a.localeCompare(b, 'en'); }`,
    'export async function order(a: string) { return a.toUpperCase(); }',
    `export async function order(a: string) { return [a.toLocaleUpperCase('tr'), a.toLocaleLowerCase()]; }`,
    `export async function order() { return new Intl.NumberFormat('de').format(1); }`,
    'export async function order(locale: string) { return new Intl.Collator(locale); }',
    `import { LOCALE } from './locale-of-nobody'; export async function order(n: number) { return n.toLocaleString(LOCALE); }`,
    `export async function order() { const money = { toLocaleString: () => 'x' }; return money.toLocaleString(); }`,
    `export async function order() { return Intl.supportedValuesOf('currency'); }`,
    'export async function order(names: string[]) { return names.sort(); }',
    `export async function order(a: { localeCompare(b: string, c: string): number }) { return a.localeCompare('b', 'c'); }`,
  ],
  invalid: [
    {
      code: `export async function order(n: number) {
  return n.toLocaleString();
}`,
      errors: [
        {
          message: message('order() reaches toLocaleString() without a locale.'),
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 26,
        },
      ],
    },
    {
      code: `export async function order() { return (12).toLocaleString(undefined, { style: 'percent' }); }`,
      errors: [message('order() reaches toLocaleString() without a locale.')],
    },
    {
      code: 'export async function order(a: string, b: string) { return a.localeCompare(b); }',
      errors: [message('order() reaches localeCompare() without a locale.')],
    },
    {
      code: 'export async function order(names: string[]) { return names.sort((a, b) => a.localeCompare(b)); }',
      errors: [
        message(
          'order() reaches localeCompare() without a locale: order (src/workflows/order.ts:1) → callback of sort (src/workflows/order.ts:1) → localeCompare() without a locale.',
        ),
      ],
    },
    {
      code: 'export async function order() { return new Intl.NumberFormat().format(1); }',
      errors: [message('order() reaches Intl.NumberFormat() without a locale.')],
    },
    {
      code: 'export async function order() { return new Intl.NumberFormat([]).format(1); }',
      errors: [message('order() reaches Intl.NumberFormat() without a locale.')],
    },
    {
      code: `export async function order() { return Intl.Collator().compare('a', 'b'); }`,
      errors: [message('order() reaches Intl.Collator() without a locale.')],
    },
    {
      code: 'export async function order(a: number) { return new Intl.PluralRules().select(a); }',
      errors: [message('order() reaches Intl.PluralRules() without a locale.')],
    },
    {
      code: `export async function order(at: Date) { return at.toLocaleDateString(undefined, { timeZone: 'UTC' }); }`,
      errors: [message('order() reaches toLocaleDateString() without a locale.')],
    },
    {
      code: `export async function order() { return new Intl.DateTimeFormat(undefined, { timeZone: 'UTC' }).format(0); }`,
      errors: [message('order() reaches Intl.DateTimeFormat() without a locale.')],
    },
  ],
});
