import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** A message as Expo's push service takes it (https://docs.expo.dev/push-notifications/sending-notifications). */
export const ExpoMessage = z.looseObject({
  to: z.union([z.string(), z.array(z.string()).min(1)]),
  title: z.string().optional(),
  body: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  sound: z.unknown().optional(),
});
export type ExpoMessage = z.output<typeof ExpoMessage>;

/** What Expo says of a message or a device, in tickets and receipts. */
export type ExpoError =
  | 'DeviceNotRegistered'
  | 'MessageTooBig'
  | 'MessageRateExceeded'
  | 'MismatchSenderId'
  | 'InvalidCredentials';

export interface ExpoOptions {
  /** Asked for where it is set, as with "enhanced security". */
  accessToken?: string;
  /** Is told of each message to each device, and may answer what is wrong with it. */
  take(token: string, message: ExpoMessage): ExpoError | undefined;
  /** What its receipt says; undefined for an `ok`, null while there is none. */
  receiptOf?(token: string, ticket: string): ExpoError | null | undefined;
  /** Whose app a device has; all the same where it is not said. */
  projectOf?(token: string): string;
}

export interface Answer {
  status: number;
  body: unknown;
}

const MOST_MESSAGES = 100;
const MOST_TICKETS = 1_000;
/** What a device's service takes at most, of the message as a whole. */
const MOST_BYTES = 4_096;
const TOKEN = /^(Expo(nent)?PushToken\[[^\]]+\]|[a-z\d]{8}(-[a-z\d]{4}){3}-[a-z\d]{12})$/i;

const fault = (status: number, code: string, message: string, details?: unknown): Answer => ({
  status,
  body: { errors: [{ code, message, ...details !== undefined && { details } }] },
});

const refusal = (error: ExpoError, token: string) => ({
  status: 'error',
  message: error === 'DeviceNotRegistered'
    ? `"${token}" is not a registered push notification recipient`
    : `${error}: see the documentation`,
  details: { error, ...error === 'DeviceNotRegistered' && { expoPushToken: token } },
});

/** Speaks Expo's push API, version 2, as far as it is documented. Its tickets are kept in memory. */
export function createExpoApi({ accessToken, take, receiptOf, projectOf }: ExpoOptions) {
  const tickets = new Map<string, string>();

  const send = (body: unknown): Answer => {
    const parsed = z.array(ExpoMessage).safeParse(Array.isArray(body) ? body : [body]);
    if (!parsed.success) return fault(400, 'VALIDATION_ERROR', z.prettifyError(parsed.error));
    const all = parsed.data.flatMap((message) =>
      [message.to].flat().map((token) => ({ token, message }))
    );
    if (all.length > MOST_MESSAGES) {
      return fault(
        400,
        'PUSH_TOO_MANY_NOTIFICATIONS',
        `You can send a maximum of ${MOST_MESSAGES} notifications per request (received ` +
          `${all.length}); divide your requests.`,
      );
    }
    const wrong = all.find(({ token }) => !TOKEN.test(token));
    if (wrong) return fault(400, 'VALIDATION_ERROR', `"${wrong.token}" is not a valid token.`);
    const projects = projectsOf(all.map(({ token }) => token), projectOf);
    if (Object.keys(projects).length > 1) {
      return fault(
        400,
        'PUSH_TOO_MANY_EXPERIENCE_IDS',
        'All push notification messages in the same request must be for the same project.',
        projects,
      );
    }
    const data = all.map(({ token, message }) => {
      const tooBig = Buffer.byteLength(JSON.stringify({ ...message, to: undefined })) > MOST_BYTES;
      const error = tooBig ? 'MessageTooBig' : take(token, message);
      if (error) return refusal(error, token);
      const id = randomUUID();
      tickets.set(id, token);
      return { status: 'ok', id };
    });
    const single = !Array.isArray(body) && data.length === 1;
    return { status: 200, body: { data: single ? data[0] : data } };
  };

  const getReceipts = (body: unknown): Answer => {
    const parsed = z.object({ ids: z.array(z.string()) }).safeParse(body);
    if (!parsed.success) return fault(400, 'VALIDATION_ERROR', z.prettifyError(parsed.error));
    const { ids } = parsed.data;
    if (ids.length > MOST_TICKETS) {
      return fault(
        400,
        'PUSH_TOO_MANY_RECEIPTS',
        `You can get a maximum of ${MOST_TICKETS} push receipts per request.`,
      );
    }
    const data = ids.flatMap((id): [string, unknown][] => {
      const token = tickets.get(id);
      const error = token === undefined ? null : receiptOf?.(token, id);
      if (token === undefined || error === null) return [];
      return [[id, error ? refusal(error, token) : { status: 'ok' }]];
    });
    return { status: 200, body: { data: Object.fromEntries(data) } };
  };

  const calls: Record<string, (body: unknown) => Answer> = {
    '/--/api/v2/push/send': send,
    '/--/api/v2/push/getReceipts': getReceipts,
  };
  return {
    /** Answers a request, whose body is as it came, compressed or not. */
    answer(path: string, headers: Record<string, string | undefined>, bytes: Uint8Array): Answer {
      const call = calls[path];
      if (!call) return fault(404, 'NOT_FOUND', 'There is nothing here.');
      if (accessToken && headers.authorization !== `Bearer ${accessToken}`) {
        return fault(401, 'UNAUTHORIZED', 'Insufficient permissions to send push notifications.');
      }
      try {
        const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
        return call(JSON.parse(Buffer.from(plain).toString()));
      } catch {
        return fault(400, 'VALIDATION_ERROR', 'The body cannot be read.');
      }
    },
  };
}

/** The devices of each app, as the refusal of a mixed call tells them. */
function projectsOf(tokens: string[], projectOf: ExpoOptions['projectOf'] = () => '@tatame/app') {
  const projects: Record<string, string[]> = {};
  for (const token of tokens) (projects[projectOf(token)] ??= []).push(token);
  return projects;
}
