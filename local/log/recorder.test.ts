import { describe, expect, it } from 'vitest';
import { silentLog } from './log.ts';
import { recording } from './recorder.ts';

const request = (requestId?: string) => ({
  method: 'GET',
  path: '/functions/v1/me',
  status: 200,
  durationMs: 1,
  requestId,
});
const printed = (fields: Record<string, unknown>) => JSON.stringify({ level: 'info', ...fields });

describe('the recorder', () => {
  it('joins a request with what its function said, whichever came first', () => {
    const { log, list } = recording(silentLog);
    log.printed(printed({ event: 'statement', request_id: 'r1', statement: 'select 1' }));
    log.request(request('r1'));
    log.printed(printed({ event: 'request', request_id: 'r1', code: 'taken' }));
    log.request(request());
    const [second, first] = list();
    expect(second).toMatchObject({ told: undefined, statements: [] });
    expect(first).toMatchObject({
      told: { code: 'taken' },
      statements: [{ statement: 'select 1' }],
    });
  });

  it('keeps so many requests and statements, and no more', () => {
    const { log, list } = recording(silentLog);
    for (let n = 0; n < 1_000; n++) {
      log.printed(printed({ event: 'statement', request_id: 'busy', statement: String(n) }));
    }
    log.request(request('busy'));
    expect(list()[0]!.statements).toHaveLength(100);
    for (let n = 0; n < 1_000; n++) log.request(request());
    expect(list()).toHaveLength(300);
  });

  it('passes everything on', () => {
    const seen: unknown[] = [];
    const inner = { ...silentLog, printed: seen.push.bind(seen), request: seen.push.bind(seen) };
    const { log } = recording(inner);
    log.printed('no event');
    log.request(request());
    expect(seen).toEqual(['no event', request()]);
  });
});
