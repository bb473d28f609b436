import { styleText } from 'node:util';
import { describeEvent, type FunctionEvent, parseEvent } from './function-event.ts';
import type { RequestEntry, StackLog } from './log.ts';

/** What a function says of a request arrives on another pipe than its answer, a little later. */
const EVENT_MS = 30;
const REMEMBERED = 500;

type Style = Parameters<typeof styleText>[0];

/**
 * The log of `npm run dev`: one line for each request to any service, and what functions report
 * beside their requests.
 *
 * @param color whether the terminal shows colours
 */
export function terminalLog(write: (line: string) => void, color: boolean): StackLog {
  const paint = (style: Style, text: string) => color ? styleText(style, text) : text;
  const line = (text: string, at = new Date()) =>
    write(`${paint('dim', at.toTimeString().slice(0, 8))} ${text}`);
  const events = new Map<string, FunctionEvent>();

  function remember(event: FunctionEvent): void {
    if (!event.request_id) return;
    events.set(event.request_id, event);
    const [oldest] = events.keys();
    if (events.size > REMEMBERED) events.delete(oldest!);
  }

  function print({ method, path, status, durationMs, requestId }: RequestEntry, at: Date): void {
    const event = requestId === undefined ? undefined : events.get(requestId);
    if (requestId !== undefined) events.delete(requestId);
    const words = [
      method.padEnd(6),
      paint(styleOf(status), String(status ?? 'gone')),
      path,
      event?.code,
      paint('dim', `${Math.round(durationMs)} ms`),
      event?.statements && paint('dim', `(${event.statements} statements ${event.db_ms} ms)`),
      status && status >= 400 && event?.trace_id && paint('dim', `trace ${event.trace_id}`),
    ];
    line(words.filter(Boolean).join(' '), at);
  }

  return {
    request(entry) {
      const at = new Date();
      setTimeout(print, entry.requestId === undefined ? 0 : EVENT_MS, entry, at);
    },
    printed(text) {
      const event = parseEvent(text);
      if (!event) return write(text);
      if (event.event === 'request') return remember(event);
      const described = describeEvent(event);
      if (described) line(paint(event.level === 'error' ? 'red' : 'yellow', described));
    },
    note: (text) => line(text),
    fault: (text) => line(paint('red', text)),
  };
}

const styleOf = (status: number | undefined): Style => {
  if (status === undefined) return 'dim';
  if (status >= 500) return 'red';
  return status >= 400 ? 'yellow' : 'green';
};
