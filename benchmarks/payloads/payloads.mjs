// Values of about 100 kB each, in the shapes that payloads have.
const orders = (count) =>
  Array.from({ length: count }, (_, index) => ({
    id: `order-${index}`,
    customer: { name: 'Ada Lovelace', email: `ada${index}@example.com`, address: { city: 'London', zip: 'W1' } },
    lines: [
      { sku: `sku-${index}`, quantity: 2, cents: 1_999, gift: false },
      { sku: `sku-${index + 1}`, quantity: 1, cents: 4_900, gift: true, note: 'leave it at the door' },
    ],
    placedAt: '2026-01-01T00:00:00.000Z',
    total: 8_898.5,
  }));

export const payloads = {
  'orders: many small fields': { orders: orders(290) },
  'a few long texts': { pages: Array.from({ length: 10 }, () => 'Lorem ipsum dolor sit amet. '.repeat(370)) },
  'a table of numbers': {
    rows: Array.from({ length: 1_000 }, (_, row) => Array.from({ length: 14 }, (_, column) => row * column * 1.25)),
  },
  'a map with many keys': Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [`customer-${index}`, { visits: index }]),
  ),
  'flags and integers': Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? true : index)),
};
