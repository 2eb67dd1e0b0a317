import { ApplicationFailure, CancellationScope, log, rootCause } from '@handrail/workflow';

/**
 * What has to be undone if an order does not go through. A compensation is added BEFORE its step is tried: a step that
 * failed, timed out or was cancelled may have taken effect all the same. So each one must also be right when there is
 * nothing to undo.
 */
export class Compensations {
  readonly #steps: { name: string; undo: () => Promise<unknown> }[] = [];

  add(name: string, undo: () => Promise<unknown>): void {
    this.#steps.push({ name, undo });
  }

  /** Undoes everything, latest first, whatever has been cancelled. One that fails does not keep the others from running. */
  async run(): Promise<void> {
    const failed: string[] = [];
    await CancellationScope.nonCancellable(async () => {
      for (const { name, undo } of this.#steps.splice(0).reverse()) {
        try {
          await undo();
        } catch (error) {
          log.error('Compensation failed', { compensation: name, error });
          failed.push(`${name}: ${rootCause(error)}`);
        }
      }
    });
    if (failed.length > 0) {
      throw ApplicationFailure.nonRetryable(`Somebody has to look: ${failed.join('; ')}`, 'CompensationFailed');
    }
  }
}
