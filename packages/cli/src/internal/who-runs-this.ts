import { hostname, userInfo } from 'node:os';

/** Who runs the command, for what it records: `anna@laptop`. */
export function whoRunsThis(environment: NodeJS.ProcessEnv): string {
  return `${userName(environment)}@${hostname()}`;
}

function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    // A container whose user has no entry in the system's list.
    return environment['USER'] ?? 'unknown';
  }
}
