import { readFileSync } from 'node:fs';

interface DashboardPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly panels: readonly DashboardPanel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: string | { readonly query: string } }[];
  };
}

export function readDashboard(): Dashboard {
  return JSON.parse(readFileSync('monitoring/grafana/handrail.json', 'utf8')) as Dashboard;
}

/** A query as Grafana sends it, with everything chosen; `rateInterval` is what it makes of the scrape interval. */
export function asSent(expression: string, rateInterval: string): string {
  return expression.replaceAll('$__rate_interval', rateInterval).replaceAll(/\$(namespace|task_queue)\b/g, '.*');
}
