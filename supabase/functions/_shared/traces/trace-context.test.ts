import { describe, expect, it } from 'vitest';
import { childOf, readTraceContext, traceparentOf } from './trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const given = `00-${TRACE}-${SPAN}-01`;

describe('a traceparent', () => {
  it('is read and passed on', () => {
    const context = readTraceContext(given, 'a=1, b@c=2');
    expect(context).toEqual({ traceId: TRACE, spanId: SPAN, sampled: true, state: 'a=1,b@c=2' });
    expect(traceparentOf(context!)).toBe(given);
  });

  it.each([
    ['another flag beside', `00-${TRACE}-${SPAN}-03`, true],
    ['not sampled', `00-${TRACE}-${SPAN}-00`, false],
    ['a later version', `01-${TRACE}-${SPAN}-01`, true],
    ['a later version with more', `cc-${TRACE}-${SPAN}-01-what.comes`, true],
  ])('is read: %s', (_, text, sampled) => {
    expect(readTraceContext(text)).toMatchObject({ traceId: TRACE, spanId: SPAN, sampled });
  });

  it.each([
    ['none', undefined],
    ['empty', ''],
    ['no version', `${TRACE}-${SPAN}-01`],
    ['the version that is none', `ff-${TRACE}-${SPAN}-01`],
    ['this version with more', `${given}-00`],
    ['a later version without a dash', `01-${TRACE}-${SPAN}-01x`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a parent of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capitals', given.toUpperCase()],
    ['a digit too few', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['two of them', `${given}, ${given}`],
    ['words', `00-${'g'.repeat(32)}-${SPAN}-01`],
    ['a line break', `${given}\n`],
  ])('is not read: %s', (_, text) => {
    expect(readTraceContext(text)).toBeUndefined();
  });
});

describe('a tracestate', () => {
  const stateOf = (text: string) => readTraceContext(given, text)?.state;

  it('is dropped when it is not as the W3C has it, and the trace goes on', () => {
    expect(stateOf('Capital=1')).toBeUndefined();
    expect(stateOf('a=b=c')).toBeUndefined();
    expect(stateOf('a')).toBeUndefined();
    expect(stateOf('')).toBeUndefined();
    expect(stateOf('a=1\r\nx: y')).toBeUndefined();
    expect(stateOf(Array.from({ length: 33 }, (_, i) => `a${i}=1`).join())).toBeUndefined();
    expect(stateOf(`a=${'x'.repeat(250)},b=${'x'.repeat(256)},c=1`)).toBeUndefined();
    expect(readTraceContext(given, 'a')?.traceId).toBe(TRACE);
  });

  it('is nobody’s without a traceparent', () => {
    expect(readTraceContext(undefined, 'a=1')).toBeUndefined();
  });
});

describe('a piece of work', () => {
  it('below another has its trace, its flag and its state, and an id of its own', () => {
    const parent = readTraceContext(given, 'a=1')!;
    const child = childOf(parent);
    expect(child).toEqual({ ...parent, spanId: child.spanId });
    expect(child.spanId).not.toBe(SPAN);
    expect(readTraceContext(traceparentOf(child))).toMatchObject({ traceId: TRACE });
  });

  it('below none begins a trace that nobody records', () => {
    const [one, other] = [childOf(undefined), childOf(undefined)];
    expect(one.traceId).not.toBe(other.traceId);
    expect(readTraceContext(traceparentOf(one))).toEqual({ ...one, sampled: false });
  });
});
