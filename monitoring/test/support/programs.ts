import { resolvePrometheus } from '../../../scripts/set-up/prometheus.mjs';

let found: ReturnType<typeof resolvePrometheus> | undefined;

/** Prometheus and promtool, looked for once: the cache is checked each time, which takes a moment. */
export function programs(): ReturnType<typeof resolvePrometheus> {
  return (found ??= resolvePrometheus());
}
