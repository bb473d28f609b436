import { AsyncLocalStorage } from 'node:async_hooks';
import { childOf, type TraceContext, traceparentOf } from './trace-context.ts';

export type Attributes = Record<string, string | number>;

/** A piece of work as it begins. Names and attributes hold no values, ids of people or queries. */
export interface SpanStart {
  name: string;
  kind: 'server' | 'client' | 'consumer';
  attributes: Attributes;
  /** What else has led to it, beside its parent. */
  link?: TraceContext | undefined;
}

/** A span that is being recorded. */
export interface Span {
  readonly context: TraceContext;
  rename(name: string): void;
  set(attributes: Attributes): void;
  /** Says that it failed, by a code or a name: messages spell out values. */
  fail(type: string): void;
  end(): void;
}

/** What records spans: `otlp.ts`, which is loaded only where an endpoint is configured. */
export interface Recorder {
  start(start: SpanStart, parent: TraceContext | undefined): Span;
}

const storage = new AsyncLocalStorage<TraceContext>();
let recorder: Recorder | undefined;

/** Records every span from now on, or none. */
export const recordWith = (next: Recorder | undefined): void => {
  recorder = next;
};

/** The trace that what runs now belongs to; undefined outside of requests and jobs. */
export const currentTrace = (): TraceContext | undefined => storage.getStore();

/** The same as it is passed on. */
export function currentTraceparent(): string | undefined {
  const trace = storage.getStore();
  return trace && traceparentOf(trace);
}

/**
 * Runs what has its place in a trace whether it is recorded or not: a request, an attempt at a job.
 * @param parent undefined begins a trace
 */
export function enterTrace<T>(
  parent: TraceContext | undefined,
  start: () => SpanStart,
  fn: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  if (!recorder) return storage.run(childOf(parent), fn, undefined);
  return within(recorder.start(start(), parent), fn);
}

/** Runs a part of the current work, which is worth a span where spans are recorded, and else nothing. */
export function inSpan<T>(
  start: () => SpanStart,
  fn: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const parent = recorder && currentTrace();
  // What belongs to no request or job is not a trace of its own: a prepared pool, a probe.
  if (!recorder || !parent) return fn(undefined);
  return within(recorder.start(start(), parent), fn);
}

function within<T>(span: Span, fn: (span: Span) => Promise<T>): Promise<T> {
  return storage.run(span.context, async () => {
    try {
      return await fn(span);
    } catch (error) {
      span.fail(typeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** An SQLSTATE, a system's code or the error's class. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
