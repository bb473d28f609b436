import type { SendMail } from '../sending.ts';

/** What sends mails where nothing does: none leaves, and none is lost. */
export const mailNotConfigured: SendMail = (mails) =>
  Promise.resolve(mails.map(() => ({ is: 'unsent', reason: 'mail_not_configured' })));
