import { expect, it } from 'vitest';
import { HR5007 } from '../../src';

it('sends the reader to a development server where none runs on this machine', () => {
  const { message } = HR5007.error({ address: 'localhost:7233', reason: 'refused' });
  expect(message).toBe(
    [
      '[HR5007] The Temporal server at localhost:7233 cannot be reached: nothing listens there.',
      '  Why:     a worker without a server runs nothing, and the workflows of its task queues wait.',
      '  Fix:     start a server (npx handrail dev), or give the address of one: NativeConnection.connect({ address }); inside a container localhost is the container itself.',
      '  Docs:    https://handrail.dev/errors/HR5007        (offline: npx handrail explain HR5007)',
    ].join('\n'),
  );
});

it('sends the reader to the port of a server elsewhere', () => {
  const { message } = HR5007.error({ address: 'temporal.example:7234', reason: 'refused' });
  expect(message).toBe(
    [
      '[HR5007] The Temporal server at temporal.example:7234 cannot be reached: nothing listens there.',
      '  Why:     a worker without a server runs nothing, and the workflows of its task queues wait.',
      '  Fix:     check the port (7233 unless it was changed) and that the server is up.',
      '  Docs:    https://handrail.dev/errors/HR5007        (offline: npx handrail explain HR5007)',
    ].join('\n'),
  );
});

it('tells TLS on one side from TLS on the other', () => {
  const { message } = HR5007.error({ address: 'temporal.example:7233', reason: 'server without TLS' });
  expect(message).toBe(
    [
      '[HR5007] The Temporal server at temporal.example:7233 cannot be reached: this side speaks TLS and the server does not.',
      '  Why:     a worker without a server runs nothing, and the workflows of its task queues wait.',
      '  Fix:     leave out tls and apiKey (an API key turns TLS on), or use the TLS port of the server.',
      '  Docs:    https://handrail.dev/errors/HR5007        (offline: npx handrail explain HR5007)',
    ].join('\n'),
  );
});

it('gives the connection of the test environment that a process has made', () => {
  expect(HR5007.problem({ address: 'localhost:7233', reason: 'refused', test: true }).fix.split('\n')).toEqual([
    'give the worker the connection of its test environment: connection: environment.nativeConnection, where environment = await TestWorkflowEnvironment.createLocal() (or createTimeSkipping).',
    'Without one: start a server (npx handrail dev), or give the address of one: NativeConnection.connect({ address }); inside a container localhost is the container itself.',
  ]);
});

it('where TEMPORAL_ADDRESS names another server, which no worker reads', () => {
  const { fix } = HR5007.error({ address: 'localhost:7233', reason: 'refused', unread: '127.0.0.1:7533' });
  expect(fix).toBe(
    'TEMPORAL_ADDRESS is 127.0.0.1:7533, and was not used: a worker reads no variables. For that server give it the connection NativeConnection.connect((await loadConnectionSettings()).connectionOptions), with loadConnectionSettings of @handrail/client.',
  );
});
