/** A line of `_shared/runtime/log.ts`, as far as the terminal shows it. */
export interface FunctionEvent {
  level: string;
  event: string;
  function?: string;
  request_id?: string;
  trace_id?: string;
  code?: string;
  message?: string;
  error?: string;
  statements?: number;
  db_ms?: number;
  stack?: string;
  /** Of a `statement`: its text without values, and how long it took. */
  statement?: string;
  duration_ms?: number;
  route?: string | null;
  caller?: string;
}

/** Undefined: the line is no event, so somebody printed it to look at it. */
export function parseEvent(line: string): FunctionEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const event = JSON.parse(line) as Partial<FunctionEvent>;
    return event.level && event.event ? event as FunctionEvent : undefined;
  } catch {
    return undefined;
  }
}

/** Shown by themselves or of no use while one develops. */
const SHOWN_ELSEWHERE = new Set(['level', 'event', 'time', 'function', 'request_id', 'stack']);

/** For the auditor of a deployed function, and for the console: one of each at every statement. */
const NOT_FOR_THE_EYE = ['system_door', 'statement'];

/** An event for the eye: warnings, faults with their frames, and news. Undefined: not worth a line. */
export function describeEvent(event: FunctionEvent): string | undefined {
  if (NOT_FOR_THE_EYE.includes(event.event)) return undefined;
  const fields = Object.entries(event).filter(([name, value]) =>
    value !== undefined && value !== null && !SHOWN_ELSEWHERE.has(name)
  );
  const told = fields.map(([name, value]) =>
    `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
  );
  const head = [event.function && `[${event.function}]`, event.event, ...told].filter(Boolean);
  return [head.join(' '), event.level === 'error' ? event.stack : undefined].filter(Boolean)
    .join('\n');
}
