import type { Mailbox } from '../mail/mailbox.ts';
import { createExpoApi, type ExpoMessage } from './expo-api.ts';
import { serveResend } from './resend-api.ts';

/** Where the stack speaks Expo's and Resend's API. */
export const EXPO_PATH = '/expo';
export const RESEND_PATH = '/resend';

/** What the functions are told of it; the key is anybody's who has the stack's. */
export const sendingEnv = (localUrl: string, key: string): Record<string, string> => ({
  EXPO_API_URL: localUrl + EXPO_PATH,
  MAIL_API_URL: localUrl + RESEND_PATH,
  MAIL_API_KEY: key,
  MAIL_FROM: 'Tatame <mail@tatame.test>',
});

/**
 * Serves the services that reach devices and mailboxes: what is sent by them is among the mails of the
 * stack, and nowhere else.
 */
export function createSending(mailbox: Mailbox, key: string) {
  const expo = createExpoApi({
    take: (token, { title = '', body = '' }: ExpoMessage) => {
      void mailbox.send({ to: token, subject: title, text: body });
      return undefined;
    },
  });
  return async (request: Request): Promise<Response | undefined> => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'POST') return undefined;
    if (pathname === `${RESEND_PATH}/emails/batch`) return await serveResend(request, mailbox, key);
    if (!pathname.startsWith(`${EXPO_PATH}/`)) return undefined;
    const { status, body } = expo.answer(
      pathname.slice(EXPO_PATH.length),
      Object.fromEntries(request.headers),
      new Uint8Array(await request.arrayBuffer()),
    );
    return Response.json(body, { status });
  };
}
