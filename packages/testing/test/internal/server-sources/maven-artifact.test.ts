import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mavenArtifact } from '../../../src/internal/server-sources/maven-artifact';
import { machineWith } from '../../support/machines';
import { temporaryDirectory } from '../../support/temporary-directory';

const programs = { java: "/opt/ada's jdk/java", mvn: '/usr/bin/mvn' };
const java17 = 'openjdk version "17.0.15" 2025-04-15';

test('the launcher runs the jars beside it, and is replaced by the server - a kill must not stop at the shell', async () => {
  const folder = temporaryDirectory();
  const contents = await mavenArtifact.make(machineWith({ programs, run: () => ({ output: java17 }) }), folder);
  const launcher = join(folder, contents.executable);

  expect(contents.requires).toEqual([programs.java]);
  expect((await stat(launcher)).mode & 0o111).toBe(0o111);
  expect(await readFile(launcher, 'utf8')).toContain(
    `exec '/opt/ada'\\''s jdk/java' -XX:TieredStopAtLevel=1 -cp "$folder/jars/*" io.temporal.testserver.TestServer "$@"`,
  );
});

test('a Java that is too old is named', async () => {
  const machine = machineWith({ programs, run: () => ({ output: 'java version "1.8.0_452"' }) });

  await expect(mavenArtifact.make(machine, temporaryDirectory())).rejects.toThrow(
    "/opt/ada's jdk/java is Java 8; the server needs 17 or newer",
  );
});

test('without Maven it says where it looked', async () => {
  const machine = machineWith({ programs: { java: programs.java }, run: () => ({ output: java17 }) });

  await expect(mavenArtifact.make(machine, temporaryDirectory())).rejects.toThrow(
    'there is no `mvn` on the PATH, nor in MAVEN_HOME',
  );
});

test('a repository that cannot be reached is explained by the first error of Maven', async () => {
  const machine = machineWith({
    programs,
    run: (program) =>
      program === programs.mvn
        ? {
            succeeded: false,
            failure: 'it ended with exit code 1',
            output: '[ERROR] Could not transfer artifact\n[ERROR] Help 1',
          }
        : { output: java17 },
  });

  await expect(mavenArtifact.make(machine, temporaryDirectory())).rejects.toThrow(
    'it ended with exit code 1: Could not transfer artifact',
  );
});

test('Windows has no shell for its launcher', async () => {
  await expect(mavenArtifact.make(machineWith({ platform: 'win32' }), temporaryDirectory())).rejects.toThrow(
    'its launcher needs a POSIX shell',
  );
});
