/** A hazard that workflow code comes to, found by looking at its source. */
export interface ReachedHazard {
  /** Who reaches it: `charge()`, `Loading src/workflows/order.ts`. */
  readonly from: string;
  readonly hazard: string;
  /** The way to it; empty where it stands in the body of `from` itself. */
  readonly chain: readonly string[];
  /** Likely, not certain. */
  readonly may: boolean;
}

/** `charge() reaches fetch: charge (src/workflows/order.ts:12) → post (src/lib/http.ts:8) → fetch.` */
export function reaches({ from, hazard, chain, may }: ReachedHazard): string {
  return `${from} ${may ? 'may reach' : 'reaches'} ${hazard}${chain.length === 0 ? '' : `: ${chain.join(' → ')}`}.`;
}
