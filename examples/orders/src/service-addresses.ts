/** Where the activities find the services they use. */
export interface ServiceAddresses {
  readonly payments: string;
  readonly warehouse: string;
  readonly mail: string;
}

/** Ports of the stand-ins when they are run by hand. */
export const DEFAULT_PORTS = { payments: 4801, warehouse: 4802, mail: 4803 } as const;

/** Reads the addresses from the environment; without them the stand-ins' own are taken. */
export function serviceAddresses(environment: NodeJS.ProcessEnv = process.env): ServiceAddresses {
  return {
    payments: environment['PAYMENTS_URL'] ?? `http://127.0.0.1:${DEFAULT_PORTS.payments}`,
    warehouse: environment['WAREHOUSE_URL'] ?? `http://127.0.0.1:${DEFAULT_PORTS.warehouse}`,
    mail: environment['MAIL_URL'] ?? `http://127.0.0.1:${DEFAULT_PORTS.mail}`,
  };
}
