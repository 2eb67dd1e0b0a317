import type { InputSeries } from './alert-case';

export const QUEUE = { namespace: 'default', task_queue: 'orders' };
export const TARGET = 'job="workers",instance="a:9464"';
// What was scraped all along.
export const UP = { 'up{job="workers",instance="a:9464"}': '1x400' };

/** A series of the SDK. */
export function sdk(name: string, labels: string, values: string): InputSeries {
  const more = labels === '' ? '' : `,${labels}`;
  return { [`temporal_${name}{${TARGET},namespace="default",task_queue="orders"${more}}`]: values };
}

/** A series of `handrail backlog --serve`. */
export function queue(name: string, values: string, labels = ''): InputSeries {
  return {
    [`handrail_${name}{job="backlog",instance="b:9465",namespace="default",task_queue="orders",task_type="activity"${labels}}`]:
      values,
  };
}

/** Buckets of a histogram of which so many observations a step lie in each. */
export function buckets(metric: string, unit: number, each: Readonly<Record<string, number>>): InputSeries {
  let sum = 0;
  return Object.fromEntries(
    Object.entries(each).map(([limit, count]) => {
      sum += count;
      const le = limit === '+Inf' ? limit : String(Number(limit) * unit);
      const [entry] = Object.entries(sdk(`${metric}_bucket`, `le="${le}"`, `0+${sum}x80`));
      return entry ?? ['', ''];
    }),
  );
}
