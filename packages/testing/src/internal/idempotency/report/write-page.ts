import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IdempotencyReport } from '../../../idempotency-report';

/** Names the folder into which every check that finds something, or cannot judge, writes its page. */
export const PAGES_VARIABLE = 'HANDRAIL_IDEMPOTENCY_PAGES';

/** Writes the page of a report where the environment asks for it: what a build keeps beside its log. */
export function writePage(report: IdempotencyReport): void {
  const folder = process.env[PAGES_VARIABLE];
  if (folder === undefined || folder === '' || report.isIdempotent) return;
  mkdirSync(folder, { recursive: true });
  const name = report.activity.replaceAll(/[^\w.-]+/g, '_');
  writeFileSync(join(folder, `${name}.${report.verdict}.html`), report.toHtml());
}
