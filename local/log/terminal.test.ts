import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { terminalLog } from './terminal.ts';

const TIME = /^\d\d:\d\d:\d\d /;

async function shown(use: (log: ReturnType<typeof terminalLog>) => void): Promise<string[]> {
  const lines: string[] = [];
  use(terminalLog((line) => lines.push(line), false));
  await sleep(60);
  return lines.map((line) => line.replace(TIME, ''));
}

const request = { method: 'GET', path: '/functions/v1/me', durationMs: 12.3 };
const event = (fields: Record<string, unknown>) =>
  JSON.stringify({ time: '2026-01-01T00:00:00Z', level: 'info', function: 'me', ...fields });

describe('the log of npm run dev', () => {
  it('has one line for a request, with what the function said of it', async () => {
    const lines = await shown((log) => {
      log.request({ ...request, status: 409, requestId: 'r1' });
      log.printed(
        event({ event: 'request', request_id: 'r1', code: 'taken', statements: 2, db_ms: 4.1 }),
      );
      log.printed(event({ event: 'system_door', request_id: 'r1', reason: 'readiness' }));
    });
    expect(lines).toEqual(['GET    409 /functions/v1/me taken 12 ms (2 statements 4.1 ms)']);
  });

  it('names the trace of what was refused or failed, and of news', async () => {
    const trace_id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const lines = await shown((log) => {
      log.request({ ...request, status: 500, requestId: 'r1' });
      log.request({ ...request, status: 200, requestId: 'r2' });
      for (const request_id of ['r1', 'r2']) {
        log.printed(event({ event: 'request', request_id, trace_id }));
      }
      log.printed(event({ level: 'warn', event: 'job_failed', trace_id }));
    });
    expect(lines).toEqual([
      `[me] job_failed trace_id=${trace_id}`,
      `GET    500 /functions/v1/me 12 ms trace ${trace_id}`,
      'GET    200 /functions/v1/me 12 ms',
    ]);
  });

  it('has one for a service without events, and for a client that hung up', async () => {
    const lines = await shown((log) => {
      log.request({ ...request, path: '/rest/v1/gyms', status: 200, requestId: undefined });
      log.request({ ...request, status: undefined, requestId: undefined });
    });
    expect(lines).toEqual(['GET    200 /rest/v1/gyms 12 ms', 'GET    gone /functions/v1/me 12 ms']);
  });

  it('shows a fault with its frames, and what somebody printed as it is', async () => {
    const lines = await shown((log) => {
      log.printed(
        event({ level: 'error', event: 'fault', message: 'no', stack: '    at f (a.ts:1:2)' }),
      );
      log.printed('{ not: json }');
    });
    expect(lines).toEqual(['[me] fault message=no\n    at f (a.ts:1:2)', '{ not: json }']);
  });
});
