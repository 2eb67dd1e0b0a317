/** What has to be stopped at the end, whichever way it comes: latest first, each once. */
export class CleanUp {
  readonly #steps: (() => Promise<unknown>)[] = [];
  #running: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  get hasBegun(): boolean {
    return this.#running !== undefined;
  }

  /** Stops everything. What cannot be stopped does not keep the rest from being stopped. */
  async run(): Promise<void> {
    this.#running ??= this.#runSteps();
    await this.#running;
  }

  async #runSteps(): Promise<void> {
    for (const step of this.#steps.reverse()) {
      await step().catch((error: unknown) => console.error('While stopping:', error));
    }
  }
}
