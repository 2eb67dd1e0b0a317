import { asyncLocalStorage, Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import type { RehearsedCall } from '../../rehearsal';
import { deepCopy } from '../idempotency/deep-copy';
import { readFailure } from '../idempotency/failure';
import type { Book } from './book';
import { judgeRepetition } from './judge-repetition';
import { observe, plainResult } from './observe';
import type { RehearsalSettings } from './read-options';
import { idOf, type PendingRecord } from './record';
import { whyLeftAlone } from './why-left-alone';

type Execute = Next<ActivityInboundCallsInterceptor, 'execute'>;

/** So often the repetition may fail before it counts as stuck. */
const MOST_FAILURES = 3;

/** Lets chosen executions run again once they have succeeded, in the way of the mode. */
export class Rehearser implements ActivityInboundCallsInterceptor {
  /** The executions whose attempts are under way, each attempt by itself. */
  private readonly running: string[] = [];
  private begun = 0;

  constructor(
    private readonly settings: RehearsalSettings,
    private readonly book: Book,
  ) {}

  readonly execute = async (input: ActivityExecuteInput, next: Execute): Promise<unknown> => {
    const context = Context.current();
    const call = callOf(context, input);
    const id = call === undefined ? '' : idOf(call);
    this.running.push(id);
    this.begun += 1;
    try {
      return await (call === undefined ? next(input) : this.perform(call, input, next, context));
    } finally {
      this.running.splice(this.running.indexOf(id), 1);
    }
  };

  /** Whether others are at work; an earlier attempt of the same execution that hangs does nothing. */
  private hasOthers(call: RehearsedCall): boolean {
    return this.running.some((id) => id !== idOf(call));
  }

  private async perform(
    call: RehearsedCall,
    input: ActivityExecuteInput,
    next: Execute,
    context: Context,
  ): Promise<unknown> {
    const id = idOf(call);
    const known = this.book.awaiting(id);
    if (known !== undefined) return this.repeat(known, call, () => next(input), context.info);
    if (this.book.isDone(id) || !this.isChosen(call)) return next(input);
    const why = whyLeftAlone(context.info, this.settings);
    if (why !== undefined) {
      this.book.skip({ activityType: call.activityType, workflowId: call.workflowId, why });
      return next(input);
    }
    return this.succeedFirst(call, input, next, context);
  }

  private async succeedFirst(
    call: RehearsedCall,
    input: ActivityExecuteInput,
    next: Execute,
    context: Context,
  ): Promise<unknown> {
    const { settings, book } = this;
    const startedAt = Date.now();
    const isAlone = !this.hasOthers(call);
    const { begun } = this;
    const args = deepCopy(input.args);
    const before = await observe(settings, call);
    const result = await next(input);
    const { args: _args, ...named } = call;
    const record: PendingRecord = {
      ...named,
      startedAt,
      before,
      after: await observe(settings, call),
      result: plainResult(result),
      begun: this.begun,
      crowded: !isAlone || this.begun !== begun,
      failures: 0,
    };
    switch (settings.mode) {
      case 'shadow':
        await this.runShadow(record, call, { ...input, args }, next, context);
        return result;
      case 'retry-after-success':
        book.expect(record);
        throw ApplicationFailure.create({
          message: 'Rehearsal: it has succeeded, and is run again to see whether that changes anything.',
          type: 'HandrailRehearsal',
          nextRetryDelay: '1 millisecond',
        });
      case 'drop-completion':
        book.expect(record);
        return await hang(context);
      case 'kill':
        book.expect(record);
        process.kill(process.pid, 'SIGKILL');
        return await hang(context);
    }
  }

  /** Once more in the same attempt of the server's, as the next one as far as the activity can see. */
  private async runShadow(
    first: PendingRecord,
    call: RehearsedCall,
    input: ActivityExecuteInput,
    next: Execute,
    context: Context,
  ): Promise<void> {
    let record = first;
    for (let attempt = context.info.attempt + 1; ; attempt++) {
      const again = Object.create(context, {
        info: { value: { ...context.info, attempt }, enumerable: true },
      }) as Context;
      const own = { ...input, args: deepCopy(input.args) };
      try {
        await asyncLocalStorage.run(again, () => this.repeat(record, call, () => next(own), again.info));
        return;
      } catch {
        const left = this.book.awaiting(idOf(record));
        if (left === undefined) return;
        record = left;
      }
    }
  }

  /** The repetition: it ends as it does, and is compared with the first success. */
  private async repeat(
    record: PendingRecord,
    call: RehearsedCall,
    run: () => Promise<unknown>,
    info: Context['info'],
  ): Promise<unknown> {
    const crowded = record.crowded || this.hasOthers(call) || this.begun > record.begun + 1 + record.failures;
    try {
      const result = await run();
      const state = await observe(this.settings, call);
      const repetition = { kind: 'completed', result: plainResult(result), state } as const;
      this.book.close(record, judgeRepetition({ ...record, crowded }, repetition, Date.now()));
      return result;
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      const failure = readFailure(error);
      const most = info.retryPolicy?.maximumAttempts;
      const isLast = !failure.isRetryable || (most !== undefined && most > 0 && info.attempt >= most);
      if (!isLast && record.failures + 1 < MOST_FAILURES) this.book.failedOnce(record);
      else {
        const message = `${failure.type}: ${failure.message.split('\n', 1)[0]}`;
        const repetition = { kind: 'failed', message, state: await observe(this.settings, call) } as const;
        this.book.close(record, judgeRepetition({ ...record, crowded }, repetition, Date.now()));
      }
      throw error;
    }
  }

  /** By the ids alone, so that the same seed chooses the same executions in every worker. */
  private isChosen(call: RehearsedCall): boolean {
    const { only, rate, seed } = this.settings;
    if (only !== undefined && !only.has(call.activityType)) return false;
    if (rate === 1) return true;
    const hash = createHash('sha256')
      .update(`${seed} ${call.workflowId} ${call.activityType} ${call.activityId}`)
      .digest();
    return hash.readUInt32BE(0) / 2 ** 32 < rate;
  }
}

function callOf({ info }: Context, { args }: ActivityExecuteInput): RehearsedCall | undefined {
  const { workflowExecution, activityType, activityId } = info;
  // An activity without a workflow has no id that its attempts share, in releases that know such activities.
  if (workflowExecution === undefined) return undefined;
  return { activityType, activityId, workflowId: workflowExecution.workflowId, runId: workflowExecution.runId, args };
}

/** Says nothing until the server has given up on this attempt; what comes then, nobody hears. */
async function hang({ info, cancelled }: Context): Promise<never> {
  const wait = Math.max(info.startToCloseTimeoutMs, info.heartbeatTimeoutMs ?? 0) + 1_000;
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([cancelled, new Promise((resolve) => (timer = setTimeout(resolve, wait)))]);
  } finally {
    clearTimeout(timer);
  }
  throw ApplicationFailure.retryable('Rehearsal: its completion was dropped.', 'HandrailRehearsal');
}
