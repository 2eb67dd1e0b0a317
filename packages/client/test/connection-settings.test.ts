import { HandrailError } from '@handrail/errors';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConnectionSettings } from '../src';
import { stubConfigFile, stubTemporalEnvironment } from './support/environment';

let folder: string;

beforeEach(() => {
  ({ folder } = stubTemporalEnvironment());
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function headOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!HandrailError.isInstance(error)) throw new Error(`not refused with a code: ${String(error)}`);
  expect(error.code).toBe('HR4005');
  return error.message.split('\n', 1)[0] ?? '';
}

describe('loadConnectionSettings', () => {
  it('is empty where nothing is set: the SDK then connects to localhost:7233', async () => {
    expect(await loadConnectionSettings()).toEqual({ connectionOptions: {}, namespace: undefined });
  });

  it('reads environment variables', async () => {
    stubTemporalEnvironment({
      TEMPORAL_ADDRESS: 'temporal.internal:7233',
      TEMPORAL_NAMESPACE: 'shop',
      TEMPORAL_TLS: 'true',
      TEMPORAL_GRPC_META_TEAM: 'payments',
    });
    expect(await loadConnectionSettings()).toMatchObject({
      connectionOptions: { address: 'temporal.internal:7233', metadata: { team: 'payments' } },
      namespace: 'shop',
    });
  });

  it('turns TLS on for an API key', async () => {
    stubTemporalEnvironment({ TEMPORAL_API_KEY: 'secret' });
    expect(await loadConnectionSettings()).toMatchObject({ connectionOptions: { apiKey: 'secret', tls: true } });
  });

  it("reads the default profile of the file in the user's configuration folder", async () => {
    mkdirSync(join(folder, 'temporalio'));
    writeFileSync(join(folder, 'temporalio', 'temporal.toml'), '[profile.default]\naddress = "from-file:7233"\n');
    expect(await loadConnectionSettings()).toMatchObject({ connectionOptions: { address: 'from-file:7233' } });
  });

  it('reads the profile and the file that variables name, and lets variables win over the file', async () => {
    stubConfigFile('[profile.prod]\naddress = "prod:7233"\nnamespace = "shop"\n');
    vi.stubEnv('TEMPORAL_PROFILE', 'prod');
    vi.stubEnv('TEMPORAL_NAMESPACE', 'other');
    expect(await loadConnectionSettings()).toMatchObject({
      connectionOptions: { address: 'prod:7233' },
      namespace: 'other',
    });
  });

  it('reads the profile and the file that options name, whatever the variables say', async () => {
    const file = stubConfigFile('[profile.test]\naddress = "test:7233"\n');
    vi.stubEnv('TEMPORAL_CONFIG_FILE', 'no/such/file.toml');
    vi.stubEnv('TEMPORAL_PROFILE', 'prod');
    expect(await loadConnectionSettings({ profile: 'test', configFile: file })).toMatchObject({
      connectionOptions: { address: 'test:7233' },
    });
  });

  it('reads certificates from files and from the settings themselves', async () => {
    const certificate = join(mkdtempSync(join(tmpdir(), 'handrail-tls-')), 'ca.pem');
    writeFileSync(certificate, 'PEM');
    stubConfigFile(
      `[profile.default.tls]\nserver_ca_cert_path = ${JSON.stringify(certificate)}\nclient_cert_data = "C"\nclient_key_data = "K"\n`,
    );
    const { connectionOptions } = await loadConnectionSettings();
    expect(connectionOptions.tls).toMatchObject({
      serverRootCACertificate: new TextEncoder().encode('PEM'),
      clientCertPair: { crt: new TextEncoder().encode('C'), key: new TextEncoder().encode('K') },
    });
  });

  it('takes empty variables for none, as shells and container files write them', async () => {
    stubTemporalEnvironment({
      TEMPORAL_TLS: '',
      TEMPORAL_ADDRESS: '',
      TEMPORAL_PROFILE: '',
      TEMPORAL_CONFIG_FILE: '',
    });
    expect(await loadConnectionSettings()).toEqual({ connectionOptions: {}, namespace: undefined });
  });

  it('takes a file without a profile for an empty one', async () => {
    stubConfigFile('');
    vi.stubEnv('TEMPORAL_NAMESPACE', 'shop');
    expect(await loadConnectionSettings()).toMatchObject({ namespace: 'shop' });
  });

  it('lets keys pass that it does not know and that resemble none: they may be of a newer version', async () => {
    stubConfigFile('[profile.default]\naddress = "a:7233"\nclient_authority = "x"\n');
    expect(await loadConnectionSettings()).toMatchObject({ connectionOptions: { address: 'a:7233' } });
  });
});

describe('HR4005 names', () => {
  it('a file that was asked for and is not there; the SDK would connect to localhost instead', async () => {
    vi.stubEnv('TEMPORAL_CONFIG_FILE', 'no/such/temporal.toml');
    expect(await headOf(loadConnectionSettings())).toBe(
      '[HR4005] The connection settings have a fault: TEMPORAL_CONFIG_FILE names the file no/such/temporal.toml, which cannot be read: there is no such file or folder.',
    );
  });

  it('the line and column where a file is not TOML, and nothing of its text', async () => {
    const file = stubConfigFile('[profile.default]\naddress = "a:7233"\napi_key = "secret-key\n');
    const head = await headOf(loadConnectionSettings());
    expect(head).toContain(`${file} is not TOML (line 3, column `);
    expect(head).not.toContain('secret-key');
  });

  it('a profile that is not there, and who asked for it', async () => {
    const file = stubConfigFile('[profile.prod]\naddress = "a:7233"\n');
    vi.stubEnv('TEMPORAL_PROFILE', 'prdo');
    expect(await headOf(loadConnectionSettings())).toContain(
      `TEMPORAL_PROFILE names the profile 'prdo', which ${file} does not have`,
    );
    expect(await headOf(loadConnectionSettings({ profile: 'dev' }))).toContain(
      `the option profile names the profile 'dev', which ${file} does not have`,
    );
  });

  it('a TEMPORAL_TLS that the SDK would take for "off"', async () => {
    vi.stubEnv('TEMPORAL_TLS', 'yes');
    expect(await headOf(loadConnectionSettings())).toContain("TEMPORAL_TLS is 'yes', which is neither true nor false");
  });

  it('a certificate that cannot be read, by the variable or the field that names it', async () => {
    const file = stubConfigFile(
      '[profile.default.tls]\nclient_cert_path = "/no/cert.pem"\nclient_key_path = "/no/key.pem"\n',
    );
    vi.stubEnv('TEMPORAL_TLS_SERVER_CA_CERT_PATH', '/no/ca.pem');
    const head = await headOf(loadConnectionSettings());
    expect(head).toContain('The connection settings have 3 faults: ');
    expect(head).toContain('TEMPORAL_TLS_SERVER_CA_CERT_PATH names the file /no/ca.pem, which cannot be read');
    expect(head).toContain(`tls.client_cert_path of profile "default" in ${file} names the file /no/cert.pem`);
    expect(head).toContain(`tls.client_key_path of profile "default" in ${file} names the file /no/key.pem`);
  });

  it('a client certificate without its key; the SDK would leave it out', async () => {
    stubConfigFile('[profile.default.tls]\nclient_cert_data = "C"\n');
    expect(await headOf(loadConnectionSettings())).toContain('has a client certificate without a client key');
  });

  it('a certificate that is given twice', async () => {
    stubConfigFile('[profile.default.tls]\nclient_cert_data = "C"\nclient_cert_path = "c.pem"\n');
    expect(await headOf(loadConnectionSettings())).toContain('has both client_cert_path and client_cert_data');
  });

  it('a misspelt setting, which would be dropped', async () => {
    const file = stubConfigFile('[profile.default]\nadress = "a:7233"\n');
    expect(await headOf(loadConnectionSettings())).toContain(
      `adress of profile "default" in ${file} is no setting (did you mean address?)`,
    );
  });

  it('a setting of the wrong type', async () => {
    stubConfigFile('[profile.default]\naddress = 7233\n');
    expect(await headOf(loadConnectionSettings())).toContain('is no text but a number');
  });

  it.each([
    ['a line break at the end, as read from a file', 'secret-key\n', 'holds a line break or another character'],
    ['a character that a header cannot carry', 'secret-kéy', 'holds a line break or another character'],
    ['the word that the SDK adds', 'Bearer secret-key', 'begins with "Bearer", which the SDK adds by itself'],
  ])('an API key with %s, without showing it', async (_what, key, reason) => {
    vi.stubEnv('TEMPORAL_API_KEY', key);
    const head = await headOf(loadConnectionSettings());
    expect(head).toContain(`TEMPORAL_API_KEY ${reason}`);
    expect(head).not.toContain('secret');
  });
});
