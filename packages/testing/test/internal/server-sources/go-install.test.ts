import { expect, test } from 'vitest';
import { goInstall } from '../../../src/internal/server-sources/go-install';
import { machineWith } from '../../support/machines';

test('Go builds the pinned CLI right into the folder', async () => {
  const calls: unknown[] = [];
  const machine = machineWith({
    programs: { go: '/usr/bin/go' },
    environment: { GOFLAGS: '-mod=mod' },
    run: (program, parameters, { GOBIN, GOFLAGS }) => {
      calls.push([program, ...parameters, { GOBIN, GOFLAGS }]);
      return { output: 'temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)' };
    },
  });

  expect(await goInstall.make(machine, '/cache/building')).toEqual({ executable: 'temporal' });
  expect(calls[0]).toEqual([
    '/usr/bin/go',
    'install',
    '-v',
    'github.com/temporalio/cli/cmd/temporal@v1.5.1',
    { GOBIN: '/cache/building', GOFLAGS: '-mod=mod' },
  ]);
});

test('without Go it says so', async () => {
  await expect(goInstall.make(machineWith(), '/cache/building')).rejects.toThrow('there is no `go` on the PATH');
});

test("a failed build is explained by the compiler's last line", async () => {
  const machine = machineWith({
    programs: { go: '/usr/bin/go' },
    run: () => ({
      succeeded: false,
      failure: 'it ended with exit code 1',
      output: 'go: downloading\nno space left on device',
    }),
  });

  await expect(goInstall.make(machine, '/cache/building')).rejects.toThrow(
    'it ended with exit code 1: no space left on device',
  );
});

test('version and platform are part of the name in the cache', () => {
  expect(goInstall.entryName(machineWith({ platform: 'darwin', architecture: 'arm64' }))).toBe(
    'dev-server-go-1.5.1-darwin-arm64',
  );
});
