import type { ServiceAddresses } from '../service-addresses';
import { Gate } from './gate';
import { type HttpService, serve } from './http-service';
import { MailService } from './mail-service';
import { PaymentProvider } from './payment-provider';
import { Warehouse } from './warehouse';

export { DECLINED_CARD } from './payment-provider';

/** The services that a shop does not own, run on loopback, with their state in plain sight. */
export interface OutsideWorld {
  readonly addresses: ServiceAddresses;
  readonly payments: PaymentProvider;
  readonly warehouse: Warehouse;
  readonly mail: MailService;
  /** Holds back or loses replies: see {@link Gate}. */
  readonly gate: Gate;
  close(): Promise<void>;
}

export interface OutsideWorldOptions {
  readonly stock: Readonly<Record<string, number>>;
  /** Free ports unless given. */
  readonly ports?: Readonly<Record<keyof ServiceAddresses, number>>;
}

export async function startOutsideWorld({ stock, ports }: OutsideWorldOptions): Promise<OutsideWorld> {
  const gate = new Gate();
  const payments = new PaymentProvider();
  const warehouse = new Warehouse(stock);
  const mail = new MailService();
  const running: HttpService[] = [];
  const close = async () => {
    await Promise.all(running.map((service) => service.close()));
  };
  const start = async (name: keyof ServiceAddresses, { routes }: Pick<MailService, 'routes'>) => {
    const service = await serve(routes, gate, ports?.[name]);
    running.push(service);
    return service.url;
  };
  try {
    const addresses = {
      payments: await start('payments', payments),
      warehouse: await start('warehouse', warehouse),
      mail: await start('mail', mail),
    };
    return { addresses, payments, warehouse, mail, gate, close };
  } catch (error) {
    await close();
    throw error;
  }
}
