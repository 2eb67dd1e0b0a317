import { messageOf } from './message-of';

/** Something that the check cannot judge past, whatever the plans show. */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

/** What a check has met that no world shows or that the harness cannot wait for: each thing once. */
export class Obstacles {
  private readonly met = new Map<string, Obstacle>();

  values(): Iterable<Obstacle> & Iterator<Obstacle> {
    return this.met.values();
  }

  keys(): Iterable<string> {
    return this.met.keys();
  }

  delete(key: string): void {
    this.met.delete(key);
  }

  meet(key: string, obstacle: Obstacle): void {
    if (!this.met.has(key)) this.met.set(key, obstacle);
  }

  meetExit(code: unknown): void {
    this.meet('exit', {
      reason: `the activity calls process.exit(${typeof code === 'number' || typeof code === 'string' ? code : ''}), which ends the worker with everything that it is running`,
      remedy: 'throw an error instead',
    });
  }

  meetAsyncCompletion(): void {
    this.meet('async', {
      reason:
        'the activity leaves its completion to somebody else (CompleteAsyncError), so its result and its end cannot be seen',
      remedy: 'check the function that does the work and completes it',
    });
  }

  meetConnection(address: string): void {
    this.meet(`connection ${address}`, {
      reason: `the activity opened a connection to ${address}, which no world observes`,
      remedy:
        'add a world for it (httpWorld, postgresWorld, smtpWorld or one of your own), or give the activity a fake',
    });
  }

  meetFile(path: string): void {
    this.meet(`file ${path}`, {
      reason: `the activity changes the file ${path} through node:fs, which no world observes`,
      remedy:
        'give it the `fs` of a filesystemWorld; what nobody else reads may go into a folder that the activity makes with mkdtemp',
    });
  }

  meetUnrouted(request: string, origin: string): void {
    this.meet(`route ${request}`, {
      reason: `the activity requests ${request} of ${origin}, for which httpWorld has no route`,
      remedy: "add the route; it may answer { status: 404 } where that is the provider's answer",
    });
  }

  meetFailedRoute(route: string, error: unknown): void {
    this.meet(`failed ${route}`, {
      reason: `the route '${route}' of httpWorld throws ${error instanceof Error ? `${error.name}: ${error.message}` : messageOf(error)}`,
      remedy: "correct it; let it return { status: 500 } where that is the provider's answer",
    });
  }

  meetNoEffect(): void {
    this.meet('no effect', {
      reason:
        'a world passes its gate something that is no effect: { kind, label, write } and a function that performs it',
      remedy: "call gate({ kind: 'queue', label: 'publish', write: true }, () => publish())",
    });
  }

  meetProcess(file: string): void {
    this.meet(`process ${file}`, {
      reason: `the activity starts a process (${file.split(/\s/, 1)[0]}), which no world observes`,
      remedy: 'let it call a function of a fake that stands for the process',
    });
  }

  /** How long something takes says nothing about the activity: the machine may be busy. */
  meetSlowness(what: string, milliseconds: number): void {
    this.meet('slow', {
      reason: `${what} had not come to an end after ${milliseconds / 1_000} seconds of real time, so plans that wait for it could not be judged`,
      remedy: 'give the activity a fake that answers by itself, or run the check where the machine is less busy',
    });
  }
}
