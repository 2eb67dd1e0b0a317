import { HR9013, HR9016 } from '@handrail/errors';
import { systemErrorReason } from '@handrail/common/host';
import { createServer } from 'node:http';

const METHODS: readonly (string | undefined)[] = ['GET', 'HEAD'];

/** Answers GET /metrics, and HEAD as probes send it, with what `read` gives at that moment. Nothing else is served. */
export async function serveText(
  host: string,
  port: number,
  read: () => Promise<string>,
): Promise<{ readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (!METHODS.includes(request.method) || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('GET /metrics\n');
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () =>
        response
          .writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
          .end('The Temporal server does not answer.\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
          ? HR9013.error({ port, purpose: 'the metrics' })
          : HR9016.error(
              {
                problem: `--serve ${port} cannot be listened on at --host ${host} (${systemErrorReason(error)})`,
                command: 'handrail backlog',
              },
              { cause: error },
            ),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
