import type { Mail, Outcome, Push } from '../../../../../src/sending.ts';
import type { MessagesContext } from '../../../../../src/mailings/messages/context.ts';
import type { SystemDatabase } from '../../../../../src/db/client.ts';
import { SENDING_TIMES } from '../../../../../src/sending/times.ts';

/** A service that takes what it is handed, or answers as it is told; it keeps what came. */
export function providerOf(db: () => SystemDatabase) {
  const provider = {
    mails: [] as Mail[],
    pushes: [] as Push[],
    /** What it says instead of taking a mail. */
    says: undefined as ((mail: Mail) => Outcome | undefined) | undefined,
    /** What happens while a call is under way. */
    during: undefined as (() => Promise<unknown>) | undefined,
    at: (clock: string | Date): MessagesContext => ({
      db: db(),
      times: SENDING_TIMES,
      clock: () => new Date(clock),
      places: { functions_url: 'https://tatame.test/functions/v1', page_url: 'https://p.test/' },
      async sendMail(mails) {
        await provider.during?.();
        return mails.map((mail, n): Outcome => {
          const said = provider.says?.(mail);
          if (said) return said;
          provider.mails.push(mail);
          return { is: 'sent', ticket: `${mail.id}-${n}` };
        });
      },
      push: {
        send(pushes) {
          provider.pushes.push(...pushes);
          return Promise.resolve(pushes.map((): Outcome => ({ is: 'sent' })));
        },
        readReceipts: () => Promise.resolve(new Map()),
      },
    }),
  };
  return provider;
}
