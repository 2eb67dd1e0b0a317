import { expect, it } from 'vitest';
import { badServerOptions } from '../../src/internal/server-options';

const heads = (server: unknown) => badServerOptions('createLocal', server).map(({ head }) => head);

it.each<[unknown, string]>([
  ['7233', "server: '7233', which is no object with options"],
  [
    { port: 'seven' },
    "server.port: 'seven', which is no port: a whole number up to 65535, or leave it out for a free one",
  ],
  [
    { port: 72_333 },
    'server.port: 72333, which is no port: a whole number up to 65535, or leave it out for a free one',
  ],
  [{ ui: 'yes' }, "server.ui: 'yes', which is neither true nor false"],
  [{ namespace: 5 }, 'server.namespace: 5, which is no text'],
  [
    { extraArgs: '--headless' },
    "server.extraArgs: '--headless', which is no list of texts: extraArgs: ['--dynamic-config-value', 'key=value']",
  ],
  [{ log: 'pretty' }, "server.log: 'pretty', which is no object: log: { format: 'pretty', level: 'warn' }"],
  [
    { executable: '/usr/bin/temporal' },
    "server.executable: '/usr/bin/temporal', which is not of the form { type: 'existing-path', path } or { type: 'cached-download' }",
  ],
  [
    { searchAttributes: { Customer: 'Keyword' } },
    'server.searchAttributes: an object, which is no list of what defineSearchAttributeKey has made',
  ],
])('refuses %j', (server, rest) => {
  expect(heads(server)).toEqual([`createLocal has ${rest}.`]);
});

it('takes what the SDK takes', () => {
  expect(heads(undefined)).toEqual([]);
  expect(heads({})).toEqual([]);
  const executable = { type: 'existing-path', path: '/usr/bin/temporal' };
  const log = { format: 'pretty', level: 'warn' };
  expect(
    heads({
      port: 7233,
      uiPort: 0,
      ui: true,
      ip: '127.0.0.1',
      extraArgs: ['--x'],
      searchAttributes: [],
      log,
      executable,
    }),
  ).toEqual([]);
});
