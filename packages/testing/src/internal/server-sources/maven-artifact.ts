import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isExecutableFile, type Machine } from '../machine';
import { reportWhile } from '../progress';
import type { ServerMaker } from './server-source';

const SERVER_VERSION = '1.38.0';
const MAVEN_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
const OLDEST_JAVA = 17;

/** The time-skipping server as its Maven artifact, run by the machine's own Java. */
export const mavenArtifact: ServerMaker = {
  way: 'the Maven artifact io.temporal:temporal-test-server',
  entryName: () => `time-skipping-maven-${SERVER_VERSION}`,
  async make(machine, folder) {
    if (machine.platform === 'win32') throw new Error('its launcher needs a POSIX shell');
    const java = await findJava(machine);
    const maven = await findTool(machine, 'mvn', ['MAVEN_HOME', 'M2_HOME']);
    if (maven === undefined) throw new Error('there is no `mvn` on the PATH, nor in MAVEN_HOME');
    await writeFile(join(folder, 'pom.xml'), POM);
    await copyJars(machine, maven, folder);
    await writeFile(join(folder, LAUNCHER), launcher(java), { mode: 0o755 });
    return { executable: LAUNCHER, requires: [java] };
  },
};

const LAUNCHER = 'temporal-test-server';

// slf4j-nop: without a logger every start prints three lines of complaint.
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dev.handrail</groupId>
  <artifactId>time-skipping-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${SERVER_VERSION}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

// `exec`, so that the SDK's kill meets the server and not the shell. The SDK gives it five seconds to start; with the first
// compiler alone it needs half of one.
function launcher(java: string): string {
  return `#!/bin/sh
folder=$(dirname "$0")
exec ${quote(java)} -XX:TieredStopAtLevel=1 -cp "$folder/jars/*" io.temporal.testserver.TestServer "$@"
`;
}

async function copyJars(machine: Machine, maven: string, folder: string): Promise<void> {
  const describe = (): string => `Fetching the time-skipping server ${SERVER_VERSION} with Maven`;
  const { succeeded, failure, output } = await reportWhile(machine.onProgress, describe, () =>
    machine.run(
      maven,
      [
        '-B',
        '-ntp',
        `${MAVEN_PLUGIN}:copy-dependencies`,
        '-DincludeScope=runtime',
        `-DoutputDirectory=${join(folder, 'jars')}`,
      ],
      { directory: folder },
    ),
  );
  if (!succeeded) throw new Error(`${failure}: ${/^\[ERROR\] (.*)$/m.exec(output)?.[1] ?? output}`);
}

async function findJava(machine: Machine): Promise<string> {
  const java = await findTool(machine, 'java', ['JAVA_HOME']);
  if (java === undefined) throw new Error('there is no `java` on the PATH, nor in JAVA_HOME');
  const { succeeded, failure, output } = await machine.run(java, ['-version']);
  if (!succeeded) throw new Error(`${java} does not run: ${failure}`);
  const version = Number(/version "(?:1\.)?(\d+)/.exec(output)?.[1]);
  if (!(version >= OLDEST_JAVA))
    throw new Error(`${java} is Java ${version}; the server needs ${OLDEST_JAVA} or newer`);
  return java;
}

async function findTool(machine: Machine, name: string, homes: readonly string[]): Promise<string | undefined> {
  for (const home of homes) {
    const folder = machine.environment[home];
    if (folder && (await isExecutableFile(join(folder, 'bin', name)))) return join(folder, 'bin', name);
  }
  return await machine.findProgram(name);
}

function quote(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
