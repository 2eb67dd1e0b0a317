/** One session that several clients share: whoever has a transaction open has it alone. */
export class SessionLock {
  holder: object | undefined;
  private readonly waiting: { readonly owner: object; readonly enter: () => void }[] = [];

  isHeldBy(owner: object): boolean {
    return this.holder === owner;
  }

  /** Waits until nobody else has the session. */
  async enter(owner: object): Promise<void> {
    if (this.holder === undefined) this.holder = owner;
    else if (this.holder !== owner) await new Promise<void>((enter) => this.waiting.push({ owner, enter }));
  }

  leave(owner: object): void {
    if (this.holder !== owner) return;
    const next = this.waiting.shift();
    this.holder = next?.owner;
    next?.enter();
  }

  isWaiting(owner: object): boolean {
    return this.waiting.some((each) => each.owner === owner);
  }

  /** It will never come back. */
  forget(owner: object): void {
    const index = this.waiting.findIndex((each) => each.owner === owner);
    if (index >= 0) this.waiting.splice(index, 1);
    this.leave(owner);
  }
}
