import { badValue } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';

/** What of a server's options the core fails on in words that name none of them. */
export function badServerOptions(subject: string, server: unknown): Problem[] {
  if (server == null) return [];
  if (typeof server !== 'object' || Array.isArray(server))
    return [badValue(subject, 'server', server, 'is no object with options')];
  return Object.entries(CHECKS).flatMap(([name, [isGood, reason]]) => {
    const value = (server as Readonly<Record<string, unknown>>)[name];
    return value == null || isGood(value) ? [] : [badValue(subject, `server.${name}`, value, reason)];
  });
}

type Check = readonly [isGood: (value: unknown) => boolean, reason: string];

const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const PORT: Check = [isPort, 'is no port: a whole number up to 65535, or leave it out for a free one'];
const TYPES = ['cached-download', 'existing-path'];

const CHECKS: Readonly<Record<string, Check>> = {
  port: PORT,
  uiPort: PORT,
  ip: [isText, 'is no text'],
  namespace: [isText, 'is no text'],
  dbFilename: [isText, 'is no text'],
  ui: [isFlag, 'is neither true nor false'],
  extraArgs: [
    (value) => Array.isArray(value) && value.every(isText),
    "is no list of texts: extraArgs: ['--dynamic-config-value', 'key=value']",
  ],
  searchAttributes: [Array.isArray, 'is no list of what defineSearchAttributeKey has made'],
  log: [(value) => typeof value === 'object', "is no object: log: { format: 'pretty', level: 'warn' }"],
  executable: [
    (value) => TYPES.includes(String((value as { readonly type?: unknown }).type)),
    "is not of the form { type: 'existing-path', path } or { type: 'cached-download' }",
  ],
};
