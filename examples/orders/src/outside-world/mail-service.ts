import { isDeepStrictEqual } from 'node:util';
import { refusal, type Reply, type Routes } from './http-service';

export interface Message {
  readonly to: string;
  readonly subject: string;
}

/** Sends e-mail into its own outbox. The sender names each message, so that a repeat is not a second message. */
export class MailService {
  readonly #outbox = new Map<string, Message>();

  get outbox(): readonly Message[] {
    return [...this.#outbox.values()];
  }

  readonly routes: Routes = {
    'PUT /messages/:id': ({ param, body }) => this.#send(param('id'), body as Message),
  };

  #send(id: string, message: Message): Reply {
    const known = this.#outbox.get(id);
    if (known !== undefined && !isDeepStrictEqual(known, message)) {
      return refusal(409, 'idempotency_error', `The message ${id} exists with other contents.`);
    }
    if (!message.to.includes('@')) return refusal(422, 'bad_address', `${message.to} is not an e-mail address.`);
    this.#outbox.set(id, message);
    return { status: known === undefined ? 201 : 200, body: { id } };
  }
}
