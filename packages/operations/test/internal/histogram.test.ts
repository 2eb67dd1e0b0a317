import { expect, it } from 'vitest';
import { histogramQuantile } from '../../src/internal/histogram';

const buckets = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([limit, count]) => ({ limit: limit === '+Inf' ? Infinity : Number(limit), count }));

it('estimates within a bucket', () => {
  expect(histogramQuantile(0.5, buckets({ 1: 0, 2: 10, '+Inf': 10 }))).toBe(1.5);
  expect(histogramQuantile(0.95, buckets({ 1: 10, '+Inf': 10 }))).toBeCloseTo(0.95);
});

it('gives the highest limit for what lies beyond', () => {
  expect(histogramQuantile(0.95, buckets({ '+Inf': 10, 1: 5, 5: 6 }))).toBe(5);
});

it('knows nothing of nothing', () => {
  expect(histogramQuantile(0.5, [])).toBeUndefined();
  expect(histogramQuantile(0.5, buckets({ 1: 0, '+Inf': 0 }))).toBeUndefined();
  expect(histogramQuantile(0.5, buckets({ '+Inf': 3 }))).toBeUndefined();
});
