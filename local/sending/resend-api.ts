import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Mailbox } from '../mail/mailbox.ts';

/** A mail as Resend takes it (https://resend.com/docs/api-reference/emails/send-batch-emails). */
const ResendMail = z.looseObject({
  from: z.string().regex(/@/),
  to: z.union([z.string(), z.array(z.string()).min(1).max(50)])
    .transform((to) => [to].flat())
    .pipe(z.array(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is no address'))),
  subject: z.string().min(1),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  reply_to: z.union([z.string(), z.array(z.string())]).optional(),
}).refine(({ text, html }) => text !== undefined || html !== undefined, 'has no text');

const MOST_MAILS = 100;

/** The fields of a mail that are not its words, as they would be sent. */
const headersOf = ({ headers, reply_to }: z.output<typeof ResendMail>) => ({
  ...reply_to !== undefined && { 'Reply-To': [reply_to].flat().join(', ') },
  ...headers,
});

const fault = (status: number, name: string, message: string) =>
  Response.json({ statusCode: status, name, message }, { status });

/** Speaks Resend's call for many mails, and puts them into the mailbox. */
export async function serveResend(
  request: Request,
  mailbox: Mailbox,
  key: string,
): Promise<Response> {
  if (request.headers.get('authorization') !== `Bearer ${key}`) {
    return fault(401, 'missing_api_key', 'Missing API key in the authorization header.');
  }
  const body: unknown = await request.json().catch(() => undefined);
  if (!Array.isArray(body) || body.length === 0 || body.length > MOST_MAILS) {
    return fault(422, 'validation_error', `Send an array of up to ${MOST_MAILS} mails.`);
  }
  const parsed = body.map((mail) => ResendMail.safeParse(mail));
  const errors = parsed.flatMap(({ error }, index) =>
    error ? [{ index, message: z.prettifyError(error) }] : []
  );
  const permissive = request.headers.get('x-batch-validation') === 'permissive';
  if (errors.length > 0 && !permissive) return fault(422, 'validation_error', errors[0]!.message);
  const data: { id: string }[] = [];
  for (const { data: mail } of parsed) {
    if (!mail) continue;
    for (const to of mail.to) {
      const { subject, text, html } = mail;
      const headers = headersOf(mail);
      await mailbox.send({
        ...{ to, subject, ...text && { text }, ...html && { html } },
        ...Object.keys(headers).length > 0 && { headers },
      });
    }
    data.push({ id: randomUUID() });
  }
  return Response.json({ data, ...permissive && { errors } });
}
