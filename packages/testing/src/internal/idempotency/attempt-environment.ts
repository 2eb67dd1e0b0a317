// What passes between an attempt and the worker that runs it: the activity's context, heartbeats, cancellation.
import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { ActivityCancellationDetails } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Attempt } from './attempt';
import type { Stage } from './stage';

const SILENT = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

export class AttemptEnvironment {
  readonly heartbeats: unknown[] = [];
  /** Nothing that the attempt reports counts any more; its next heartbeat tells it so. */
  isRejected = false;
  private isCancelRequested = false;
  private readonly environment: MockActivityEnvironment;

  constructor(
    private readonly attempt: Attempt,
    private readonly stage: Stage,
  ) {
    this.environment = new MockActivityEnvironment(attempt.plan.info, { logger: SILENT });
    this.environment.on('heartbeat', (details) => this.onHeartbeat(details));
  }

  get context(): Context {
    return this.environment.context;
  }

  /**
   * The environment's own run() would write log lines that nobody reads. Not async: an attempt that comes to its end a few turns later
   * has had the time for what it does not wait for.
   */
  run(call: () => unknown): Promise<unknown> {
    return asyncLocalStorage.run(this.context, async () => call());
  }

  interrupt(action: 'shut-down' | 'request-cancel'): void {
    if (action === 'request-cancel') {
      this.isCancelRequested = true;
      this.stage.record(this.attempt, { type: 'cancel-requested' });
    } else {
      this.stage.record(this.attempt, { type: 'shut-down' });
      this.environment.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));
    }
  }

  private onHeartbeat(details: unknown): void {
    if (!this.attempt.canFire) return;
    if (this.isRejected) {
      this.environment.cancel('NOT_FOUND', new ActivityCancellationDetails({ notFound: true }));
      return;
    }
    this.heartbeats.push(this.stage.encode(details));
    this.stage.record(this.attempt, { type: 'heartbeat', details });
    if (this.isCancelRequested)
      this.environment.cancel('CANCELLED', new ActivityCancellationDetails({ cancelRequested: true }));
  }
}

function ignore(): void {
  return undefined;
}
