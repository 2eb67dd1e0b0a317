/** A set of strings that forgets its oldest members, for what grows with a user's values. */
export class BoundedSet {
  readonly #members = new Set<string>();

  constructor(readonly limit: number) {}

  has(member: string): boolean {
    return this.#members.has(member);
  }

  /** Adds a member. Returns whether it is new. */
  add(member: string): boolean {
    if (this.#members.has(member)) return false;
    this.#members.add(member);
    if (this.#members.size > this.limit) {
      const [oldest] = this.#members;
      if (oldest !== undefined) this.#members.delete(oldest);
    }
    return true;
  }
}
