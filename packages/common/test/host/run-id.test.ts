import { expect, it } from 'vitest';
import { isRunId } from '../../src/host';

it.each(['0198f2c4-7d1e-7a55-9b0a-3f6c2d1e8a40', '0198F2C4-7D1E-7A55-9B0A-3F6C2D1E8A40'])('%s is one', (text) => {
  expect(isRunId(text)).toBe(true);
});

it.each(['', 'order-17', '0198f2c4-7d1e-7a55-9b0a', 'x0198f2c4-7d1e-7a55-9b0a-3f6c2d1e8a40'])(
  '"%s" is none',
  (text) => {
    expect(isRunId(text)).toBe(false);
  },
);
