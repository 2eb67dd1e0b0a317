import { createHook } from 'node:async_hooks';
import { pendingRequests } from './pending-requests';
import { scopes } from './scope';

/** What Node's own code calls its requests and handles: `FSREQPROMISE`, `SCRYPTREQUEST`, `WORKER`. */
const NATIVE = /^[A-Z0-9_]+$/;
/** Jobs of the thread pool that Node does not count among its requests: hashing, generating keys. */
const JOB = /^(?!HTTP)\w+REQUEST$/;
/** Node counts these as requests, or they are no work at all. */
const COUNTED = /REQ|WRAP$|^(PROMISE|TIMERWRAP|HTTP\w+)$/;
const THREADS = new Set(['Timeout', 'Worker', 'MessagePort']);

/** Node sets it once the job is made, if it is one whose result comes later. */
interface Job {
  readonly ondone?: unknown;
}

/**
 * Work that an attempt gives to the operating system or to another thread, whose answer comes by real time: what is under way is
 * known for requests and jobs, and only by the first run for threads and for timers that were taken from the platform before.
 */
export class RealWork {
  /** The activity waits for another thread, or for a timer that is not the check's. */
  isSeen = false;
  private isFirstRun = true;
  private hasJobs = false;
  private baseline = 0;
  private readonly jobs = new Map<number, Job>();
  private readonly hook = createHook({
    init: (id, type, _trigger, resource) => this.hear(id, type, resource),
    before: (id) => void this.jobs.delete(id),
  });

  async open(): Promise<void> {
    // Whoever calls from where a request has just been answered is still in it: it counts as pending for the rest of this turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.baseline = pendingRequests();
    this.hook.enable();
  }

  /** Watching costs too much for every run, so it goes on only where the first one has had jobs. */
  endFirstRun(): void {
    this.isFirstRun = false;
    if (!this.hasJobs) this.hook.disable();
  }

  close(): void {
    this.hook.disable();
    this.jobs.clear();
  }

  /** Something came where nothing was known to be under way. */
  hasAnswered(): void {
    this.isSeen = true;
  }

  /** Whether the operating system or the thread pool has something to answer that it had not when the check began. */
  isUnderWay(): boolean {
    for (const [id, job] of this.jobs) {
      // Of a call that waits for its result, such as the first `randomUUID()`, nobody is told when it is done.
      if (job.ondone === undefined) this.jobs.delete(id);
      else return true;
    }
    const pending = pendingRequests();
    this.baseline = Math.min(this.baseline, pending);
    return pending > this.baseline;
  }

  /** Whether another thread may still bring an attempt on. In the first runs that is tried; later only if it was so then. */
  mayStillCome(): boolean {
    return this.isSeen || (this.isFirstRun && process.getActiveResourcesInfo().some((name) => THREADS.has(name)));
  }

  private hear(id: number, type: string, resource: object): void {
    if (type !== 'Timeout' && !NATIVE.test(type)) return;
    if (JOB.test(type)) {
      if (scopes.getStore()?.isInside !== false) return;
      this.hasJobs = true;
      this.jobs.set(id, resource);
    } else if (!COUNTED.test(type) || type === 'PIPEWRAP' || type === 'PROCESSWRAP') {
      if (scopes.getStore()?.isInside === false) this.isSeen = true;
    }
  }
}
