import { setHost } from '@handrail/common/host';
import type { Logger } from '@temporalio/common';

/** A warning that this process has logged. */
export interface Warning {
  readonly message: string;
  readonly code: unknown;
}

/** Forgets which call sites were reported, and keeps the warnings from now on. */
export function freshProcessState(): Warning[] {
  const warnings: Warning[] = [];
  for (const key of ['handrail.guard-state', 'handrail.policies']) {
    delete (globalThis as Record<symbol, unknown>)[Symbol.for(key)];
  }
  const warn = (message: string, attributes?: { code?: unknown }) =>
    void warnings.push({ message, code: attributes?.code });
  setHost({ logger: { warn } as unknown as Logger });
  return warnings;
}
