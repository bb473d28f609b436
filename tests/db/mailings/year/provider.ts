import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createMailbox } from '../../../../local/mail/mailbox.ts';
import { serveResend } from '../../../../local/sending/resend-api.ts';
import { listen } from '../../../../local/stack/settings/ports.ts';

/** How a call fails; the last two are so for each of its repetitions. */
const FAULTS = ['429', '500', 'error_after', 'cut_before', 'cut_after', 'nonsense_after'] as const;
const STUBBORN = ['always_cut_before', 'always_cut_after'] as const;
type Fault = (typeof FAULTS)[number] | (typeof STUBBORN)[number];

const Mails = z.array(z.object({
  to: z.tuple([z.string()]),
  headers: z.record(z.string(), z.string()),
  tags: z.tuple([
    z.object({ name: z.literal('message_id'), value: z.string() }),
    z.object({ name: z.literal('attempt'), value: z.string() }),
  ]),
}));

/** One message as it was taken: by whom, and when by the set clock. */
export interface Taken {
  message_id: string;
  attempt: string;
  to: string;
  at: number;
}

export interface MailProvider {
  url: string;
  ledger: Taken[];
  calls: number;
  faults: Record<string, number>;
  /** Is told of each call, before or after it is taken: a worker may be killed there. */
  during: (when: 'before' | 'after') => void;
  /** Resolves when no call is under way. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/** A double of Resend that takes a key once, fails a tenth of the calls, and keeps its own ledger. */
export async function startProvider(
  { now, random }: { now: () => number; random: () => number },
): Promise<MailProvider> {
  const mailbox = createMailbox();
  const answers = new Map<string, { status: number; body: string }>();
  const byKey = new Map<string, Fault>();
  let open = 0;

  const faultOf = (key: string): Fault | undefined => {
    const stubborn = byKey.get(key);
    if (stubborn) return stubborn;
    const drawn = random();
    if (drawn >= 0.1) return undefined;
    if (drawn < 0.02 && !answers.has(key)) {
      const fault = STUBBORN[Math.floor(drawn / 0.01)]!;
      byKey.set(key, fault);
      return fault;
    }
    return FAULTS[Math.floor(drawn / 0.1 * FAULTS.length)]!;
  };

  const take = async (key: string, request: IncomingMessage, body: string) => {
    provider.during('before');
    if (!answers.has(key)) {
      const headers = { ...request.headers } as Record<string, string>;
      const answer = await serveResend(
        new Request('http://double/emails/batch', { method: 'POST', headers, body }),
        mailbox,
        'key',
      );
      answers.set(key, { status: answer.status, body: await answer.text() });
      for (const { to: [to], tags } of Mails.parse(JSON.parse(body))) {
        const [{ value: message_id }, { value: attempt }] = tags;
        provider.ledger.push({ message_id, attempt, to, at: now() });
      }
    }
    provider.during('after');
    return answers.get(key)!;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const key = String(request.headers['idempotency-key']);
    const body = await text(request);
    provider.calls++;
    const fault = faultOf(key);
    if (fault) provider.faults[fault] = (provider.faults[fault] ?? 0) + 1;
    const end = (status: number, words: string) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(words);
    };
    if (fault === '429') return end(429, '{}');
    if (fault === '500') return end(500, '{}');
    if (fault === 'cut_before' || fault === 'always_cut_before') return request.socket.destroy();
    const answer = await take(key, request, body);
    if (fault === 'cut_after' || fault === 'always_cut_after') return request.socket.destroy();
    if (fault === 'error_after') return end(502, '<html>');
    if (fault === 'nonsense_after') return end(200, '{"data":[');
    end(answer.status, answer.body);
  };

  const server = createServer((request, response) => {
    open++;
    serve(request, response).catch(() => request.socket.destroy()).finally(() => open--);
  });
  const port = await listen(server, 0);
  const provider: MailProvider = {
    url: `http://127.0.0.1:${port}`,
    ...{ ledger: [], calls: 0, faults: {}, during: () => {} },
    async quiet() {
      while (open > 0) await new Promise((done) => setTimeout(done, 5));
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return provider;
}
