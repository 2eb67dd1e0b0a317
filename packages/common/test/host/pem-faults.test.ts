import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pemFaults } from '../../src/host';

const read = (name: string) =>
  readFileSync(new URL(`../../../client/test/fixtures/certificates/${name}`, import.meta.url));
const crt = read('self-signed.pem');
const key = read('self-signed.key');
const text = (contents: Buffer) => contents.toString('latin1');
const faultsOf = (tls: object) => pemFaults(tls).map(({ source, reason }) => `${source} ${reason}`);

it('finds nothing in a pair that fits, in settings without certificates, and in none', () => {
  expect(faultsOf({ clientCertPair: { crt, key }, serverRootCACertificate: crt })).toEqual([]);
  for (const tls of [{}, true, undefined, null, { clientCertPair: null }]) expect(pemFaults(tls)).toEqual([]);
});

it('says what stands in the place of a certificate or key', () => {
  const escaped = (contents: Buffer) => Buffer.from(text(contents).replaceAll('\n', String.raw`\n`));
  const broken = String.raw`has \n in the place of its line breaks, as secrets in environment variables do: put them back, .replaceAll('\\n', '\n')`;
  expect(faultsOf({ clientCertPair: { crt: escaped(crt), key: escaped(key) } })).toEqual([
    `tls.clientCertPair.crt ${broken}`,
    `tls.clientCertPair.key ${broken}`,
  ]);
  const decode = "is the base64 of a PEM file: decode it, Buffer.from(text, 'base64')";
  expect(faultsOf({ clientCertPair: { crt: Buffer.from(crt.toString('base64')), key } })).toEqual([
    `tls.clientCertPair.crt ${decode}`,
  ]);
  const path = 'is the path of a file, and has to be what the file holds: await readFile(path)';
  for (const each of ['/etc/tls/ca.pem', './ca.pem', 'certs/ca.crt', String.raw`C:\tls\ca.pem`, '~/tls/ca'])
    expect(faultsOf({ serverRootCACertificate: Buffer.from(each) })).toEqual([`tls.serverRootCACertificate ${path}`]);
  expect(faultsOf({ clientCertPair: { crt: '/etc/tls/client.pem', key } })).toEqual([`tls.clientCertPair.crt ${path}`]);
  expect(faultsOf({ clientCertPair: { crt: Buffer.alloc(0), key } })).toEqual(['tls.clientCertPair.crt is empty']);
  expect(faultsOf({ clientCertPair: { crt, key: Buffer.from(text(key).replaceAll('\n', ' ')) } })).toEqual([
    'tls.clientCertPair.key has lost its line breaks, as a secret does in one line of YAML',
  ]);
});

it('tells a pair that was exchanged from one kind in the place of the other', () => {
  expect(faultsOf({ clientCertPair: { crt: key, key: crt } })).toEqual([
    'tls.clientCertPair has the key as crt and the certificate as key: exchange them',
  ]);
  expect(faultsOf({ clientCertPair: { crt, key: crt } })).toEqual([
    'tls.clientCertPair.key holds a certificate, and has to hold a private key',
  ]);
  expect(faultsOf({ clientCertPair: { crt, key: read('server.key') } })).toEqual([
    'tls.clientCertPair.key is not the key of the certificate beside it',
  ]);
});

it('says which half of a pair is missing', () => {
  expect(faultsOf({ clientCertPair: { crt } })).toEqual(['tls.clientCertPair has a certificate without a key']);
  expect(faultsOf({ clientCertPair: { crt: null, key } })).toEqual([
    'tls.clientCertPair has a key without a certificate',
  ]);
  expect(faultsOf({ clientCertPair: {} })).toEqual(['tls.clientCertPair has neither a certificate nor a key']);
  expect(faultsOf({ clientCertPair: { crt: Buffer.alloc(0) } })).toEqual([
    'tls.clientCertPair has a certificate without a key',
    'tls.clientCertPair.crt is empty',
  ]);
});

it('shows nothing of what it cannot read', () => {
  const [fault] = faultsOf({ clientCertPair: { crt: Buffer.from('c2VjcmV0'), key } });
  expect(fault).toMatch(/^tls\.clientCertPair\.crt cannot be read as PEM \(/);
  expect(fault).not.toContain('c2VjcmV0');
});
