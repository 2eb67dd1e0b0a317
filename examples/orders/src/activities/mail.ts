import { call } from './http';

export function mailActivities(mail: string) {
  return {
    /** Sends a message under the caller's name for it: a repeat is not a second message. */
    async sendMail({ message, to, subject }: { message: string; to: string; subject: string }): Promise<void> {
      await call({ method: 'PUT', url: `${mail}/messages/${encodeURIComponent(message)}`, body: { to, subject } });
    },
  };
}
