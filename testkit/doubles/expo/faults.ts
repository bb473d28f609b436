import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../../../local/sending/expo-api.ts';

/** How a call may fail, and whether its messages were taken all the same. */
export const FAULTS = [
  'too_many_requests',
  'refused',
  'server_error',
  'error_after_taking',
  'reset_before_reading',
  'reset_after_taking',
  'nonsense_after_taking',
  'slow',
] as const;
export type Fault = (typeof FAULTS)[number];

const SLOW_MS = 50;

const errors = (status: number, code: string, message: string): Answer => ({
  status,
  body: { errors: [{ code, message }] },
});

/** Answers a call as the fault has it; `take` lets the messages in. */
export async function failBy(
  fault: Fault | undefined,
  { request, response, take }: {
    request: IncomingMessage;
    response: ServerResponse;
    take(): Promise<Answer>;
  },
): Promise<void> {
  const write = ({ status, body }: Answer) => {
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  switch (fault) {
    case 'too_many_requests':
      return write(errors(
        429,
        'TOO_MANY_REQUESTS',
        'Exceeded 600 notifications per second, please try again.',
      ));
    case 'refused':
      return write(errors(403, 'UNAUTHORIZED', 'Insufficient permissions.'));
    case 'server_error':
      return write(errors(500, 'INTERNAL_SERVER_ERROR', 'An unknown error occurred.'));
    case 'error_after_taking':
      await take();
      response.writeHead(502, { 'content-type': 'text/html' });
      return void response.end('<html>Bad gateway</html>');
    case 'reset_before_reading':
      return void request.socket.destroy();
    case 'reset_after_taking':
      await take();
      return void request.socket.destroy();
    case 'nonsense_after_taking':
      await take();
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end('{"data":[');
    case 'slow':
      await sleep(SLOW_MS);
      return write(await take());
    case undefined:
      return write(await take());
  }
}
