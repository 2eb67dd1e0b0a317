import { randomUUID } from 'node:crypto';
import type { EffectGate, World } from './world';
import { readWorldOptions } from './internal/idempotency/bad-option';

/** A mail that was handed over. */
export interface SentMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** What is handed over, in the fields of nodemailer's `sendMail`. */
export interface MailMessage {
  readonly from?: unknown;
  readonly to?: unknown;
  readonly cc?: unknown;
  readonly bcc?: unknown;
  readonly subject?: unknown;
  readonly text?: unknown;
  readonly html?: unknown;
  readonly messageId?: unknown;
}

/** What a mail server answers. */
export interface MailReceipt {
  readonly messageId: string;
  readonly accepted: readonly string[];
  readonly response: string;
}

/** A mail server as a world. */
export interface SmtpWorld extends World<readonly SentMail[]> {
  /** Sends a mail, as nodemailer's transporter does. */
  sendMail(message: MailMessage): Promise<MailReceipt>;
  /** For `nodemailer.createTransport(world.transport)`. */
  readonly transport: {
    readonly name: string;
    readonly version: string;
    send(mail: { readonly data: MailMessage }, callback: (error: Error | null, receipt?: MailReceipt) => void): void;
  };
}

/**
 * A mail server. SMTP has no keys: what is sent twice arrives twice, unless the receiver drops a Message-ID that it knows
 * (`dropsKnownIds`), which an activity can rely on only where it knows the receiver.
 */
export function smtpWorld(options: { readonly name?: string; readonly dropsKnownIds?: boolean } = {}): SmtpWorld {
  readWorldOptions('smtpWorld', options, ['name', 'dropsKnownIds']);
  let mails: SentMail[] = [];
  let gate: EffectGate | undefined;
  const deliver = async (message: MailMessage): Promise<MailReceipt> => {
    const messageId = typeof message.messageId === 'string' ? message.messageId : `<${randomUUID()}@handrail.test>`;
    const to = [message.to, message.cc, message.bcc].flatMap(addresses);
    const isKnown = options.dropsKnownIds === true && mails.some((mail) => mail.messageId === messageId);
    if (!isKnown)
      mails.push({
        messageId,
        from: addresses(message.from)[0] ?? '',
        to,
        subject: textOf(message.subject),
        text: textOf(message.text ?? message.html),
      });
    return { messageId, accepted: to, response: '250 OK' };
  };
  const sendMail = (message: MailMessage): Promise<MailReceipt> => {
    const key = typeof message.messageId === 'string' ? message.messageId : undefined;
    const effect = { kind: 'smtp', label: `mail to ${addresses(message.to).join(', ')}`, write: true, key };
    return gate === undefined ? deliver(message) : gate(effect, () => deliver(message));
  };
  return {
    name: options.name ?? 'smtp',
    sendMail,
    transport: {
      name: 'handrail-smtp-world',
      version: '1',
      send(mail, callback) {
        sendMail(mail.data).then(
          (receipt) => callback(null, receipt),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      },
    },
    async reset() {
      mails = [];
    },
    async snapshot() {
      return [...mails];
    },
    attach(given) {
      gate = given;
      return () => {
        gate = undefined;
      };
    },
  };
}

function addresses(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addresses);
  if (typeof value === 'string') return value.split(',').map((each) => each.trim());
  const { address } = (value ?? {}) as { address?: unknown };
  return typeof address === 'string' ? [address] : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
