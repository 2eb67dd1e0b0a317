import { goInstall } from './go-install';
import { mavenArtifact } from './maven-artifact';
import { sdkDownload } from './sdk-download';
import type { ServerFinder, ServerMaker } from './server-source';
import { temporalCliPath } from './temporal-cli-path';
import { temporalOnPath } from './temporal-on-path';

export type { ServerFinder, ServerMaker } from './server-source';

/** The ways to a server, each list in the order in which they are tried; the cache is looked into between the two. */
export interface ServerSources {
  readonly server: 'dev-server' | 'time-skipping';
  readonly finders: readonly ServerFinder[];
  readonly makers: readonly ServerMaker[];
}

export const devServerSources: ServerSources = {
  server: 'dev-server',
  finders: [temporalCliPath, temporalOnPath],
  makers: [sdkDownload('dev-server'), goInstall],
};

export const timeSkippingSources: ServerSources = {
  server: 'time-skipping',
  finders: [],
  makers: [sdkDownload('time-skipping'), mavenArtifact],
};
