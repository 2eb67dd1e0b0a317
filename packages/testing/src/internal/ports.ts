import { createServer } from 'node:net';

export const LOOPBACK = '127.0.0.1';

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  return (await bind(0)) as number;
}

/** Whether something listens on the port already, or the system keeps it for others. */
export async function isPortTaken(port: number): Promise<boolean> {
  return (await bind(port)) === undefined;
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address() as { port: number };
      server.close(() => resolve(address.port));
    });
  });
}
