import { CONNECTION_WORDS, misspeltOptions, type OptionTable } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { DevServerConfig, ExistingServerConnectionOptions, TimeSkippingServerConfig } from '@temporalio/testing';

// Written as records, so that the compiler names what an SDK release adds or drops.
const DEV_SERVER: Readonly<Record<keyof DevServerConfig, true>> = {
  dbFilename: true,
  executable: true,
  extraArgs: true,
  ip: true,
  log: true,
  namespace: true,
  port: true,
  searchAttributes: true,
  type: true,
  ui: true,
  uiPort: true,
};

const TIME_SKIPPING: Readonly<Record<keyof TimeSkippingServerConfig, true>> = {
  executable: true,
  extraArgs: true,
  port: true,
  type: true,
};

const CONNECTION: Readonly<Record<keyof ExistingServerConnectionOptions, true>> = {
  apiKey: true,
  metadata: true,
  tls: true,
};

const EVERYWHERE = ['client', 'plugins', 'policy'];

/** What is misspelt of the options of an environment that starts a server. */
export function misspeltServerOptions(method: 'createLocal' | 'createTimeSkipping', options: object): Problem[] {
  const subject = `TestWorkflowEnvironment.${method}`;
  const names = Object.keys(method === 'createLocal' ? DEV_SERVER : TIME_SKIPPING);
  const { server } = options as { readonly server?: unknown };
  return [
    ...misspeltOptions(subject, options, { names: [...EVERYWHERE, 'server'], within: { server: names } }),
    ...misspeltOptions(subject, server, { names }, 'server.'),
  ];
}

/** What is misspelt of the options of an environment on a server that is there. */
export function misspeltExistingServerOptions(options: object): Problem[] {
  const subject = 'TestWorkflowEnvironment.createFromExistingServer';
  const { connectionOptions } = options as { readonly connectionOptions?: unknown };
  const names = Object.keys(CONNECTION);
  const outer: OptionTable = {
    names: [...EVERYWHERE, 'address', 'connectionOptions', 'namespace'],
    within: { connectionOptions: names },
    perhaps: { ...withoutNames(CONNECTION_WORDS.perhaps), connection: 'connectionOptions' },
  };
  return [
    ...misspeltOptions(subject, options, outer),
    ...misspeltOptions(subject, connectionOptions, { ...CONNECTION_WORDS, names }, 'connectionOptions.'),
  ];
}

// Only those that mean the address: the others stand one level deeper here.
function withoutNames(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([, meant]) => meant === 'address'));
}
