import { expect, test } from 'vitest';
import { formatDevServer } from '../../src/formats/dev-server';
import { styleFor } from '../../src/style';

const server = { address: '127.0.0.1:7233', namespace: 'default', uiUrl: undefined, dbFilename: undefined };

test('a server with UI and database file', () => {
  const text = formatDevServer(
    { ...server, uiUrl: 'http://localhost:8233', dbFilename: 'temporal.db' },
    styleFor(false),
  );

  expect(text).toBe(`Temporal is running at 127.0.0.1:7233.
  UI:         http://localhost:8233
  Namespace:  default
  Executions: temporal.db
  Use it:     TEMPORAL_ADDRESS=127.0.0.1:7233 npm start
  Stop it:    Ctrl-C`);
});

test('a bare server says what it is without', () => {
  const text = formatDevServer(server, styleFor(false));

  expect(text).toContain('  UI:         none (--headless)\n');
  expect(text).toContain('  Executions: in memory, gone when the server stops (--db-filename keeps them)\n');
});

test.each([
  ['orders', 'TEMPORAL_NAMESPACE=orders'],
  ["ann's orders", `TEMPORAL_NAMESPACE='ann'\\''s orders'`],
])('names the namespace %s to whoever uses the server, as a shell takes it', (namespace, assignment) => {
  const text = formatDevServer({ ...server, namespace }, styleFor(false));

  expect(text).toContain(`  Use it:     TEMPORAL_ADDRESS=127.0.0.1:7233 ${assignment} npm start\n`);
});
