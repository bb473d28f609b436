import { type FunctionEvent, parseEvent } from './function-event.ts';
import type { RequestEntry, StackLog } from './log.ts';

/** A request with what the function said of it; other services say nothing. */
export interface RecordedRequest extends RequestEntry {
  at: Date;
  /** The function's own line: its route, problem code, statements, database time. */
  told: FunctionEvent | undefined;
  /** Its statements without values, as far as they are kept. */
  statements: FunctionEvent[];
  /** What failed in it that nobody foresaw. */
  fault: FunctionEvent | undefined;
}

export interface Recorder {
  log: StackLog;
  /** The newest first. */
  list(): RecordedRequest[];
}

const REQUESTS = 300;
/** What functions say may come before the request's own line, or of requests that are kept no more. */
const TOLD_OF = 500;
const STATEMENTS = 100;

interface Told {
  request?: FunctionEvent;
  fault?: FunctionEvent;
  statements: FunctionEvent[];
}

/** Keeps the last requests in memory, in front of the log that shows them; bounded, and never written. */
export function recording(log: StackLog): Recorder {
  const requests: (RequestEntry & { at: Date })[] = [];
  const told = new Map<string, Told>();

  function remember(id: string): Told {
    const known = told.get(id) ?? { statements: [] };
    told.set(id, known);
    const [oldest] = told.keys();
    if (told.size > TOLD_OF) told.delete(oldest!);
    return known;
  }

  function hear(event: FunctionEvent, id: string): void {
    const known = remember(id);
    if (event.event === 'request') known.request = event;
    if (event.event === 'fault') known.fault = event;
    if (event.event === 'statement' && known.statements.length < STATEMENTS) {
      known.statements.push(event);
    }
  }

  return {
    log: {
      ...log,
      request(entry) {
        requests.unshift({ ...entry, at: new Date() });
        requests.length = Math.min(requests.length, REQUESTS);
        log.request(entry);
      },
      printed(line) {
        const event = parseEvent(line);
        if (event?.request_id) hear(event, event.request_id);
        log.printed(line);
      },
    },
    list: () =>
      requests.map((entry) => {
        const { request, fault, statements = [] } = told.get(entry.requestId ?? '') ?? {};
        return { ...entry, told: request, fault, statements };
      }),
  };
}
