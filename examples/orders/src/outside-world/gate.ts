/** A reply that is being kept back. */
export interface Hold {
  /** Settles once the effect has happened and its reply waits. */
  readonly reached: Promise<void>;
  /** Lets the reply go. */
  release(): void;
  /** Breaks the connection instead. */
  lose(): void;
}

/** What becomes of one reply. */
type Fate = 'sent' | 'lost';

/**
 * Where tests and the quickstart decide what the network does between an effect and the news of it: at that moment,
 * systems that were not built for it charge twice.
 */
export class Gate {
  readonly #plans = new Map<string, (() => Promise<Fate>)[]>();

  /** Keeps the next reply of a route back until it is released; the effect has happened by then. */
  holdNextReply(route: string): Hold {
    let reach!: () => void;
    let settle!: (fate: Fate) => void;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const settled = new Promise<Fate>((resolve) => (settle = resolve));
    this.#plan(route, () => {
      reach();
      return settled;
    });
    return { reached, release: () => settle('sent'), lose: () => settle('lost') };
  }

  /** Breaks the connection instead of sending the next reply of a route; the effect has happened by then. */
  loseNextReply(route: string): void {
    this.#plan(route, () => Promise.resolve('lost'));
  }

  /** For the services: called after each effect, before its reply is sent. */
  async pass(route: string): Promise<Fate> {
    return (await this.#plans.get(route)?.shift()?.()) ?? 'sent';
  }

  #plan(route: string, plan: () => Promise<Fate>): void {
    this.#plans.set(route, [...(this.#plans.get(route) ?? []), plan]);
  }
}
