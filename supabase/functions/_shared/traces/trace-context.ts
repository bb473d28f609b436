import { randomBytes } from 'node:crypto';

/** Where a piece of work stands in a trace: https://www.w3.org/TR/trace-context/ */
export interface TraceContext {
  /** 32 hex digits, the same for everything that one cause has led to. */
  readonly traceId: string;
  /** 16 hex digits, of this piece of work. */
  readonly spanId: string;
  /** Whether whoever began the trace records it. */
  readonly sampled: boolean;
  /** `tracestate`: what others on the way keep for themselves. */
  readonly state: string | undefined;
}

const IDS = '(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})';
/** Later versions may add fields at the end. */
const TRACEPARENT = new RegExp(`^(?:00-${IDS}|(?!00|ff)[0-9a-f]{2}-${IDS}(?:-.*)?)$`);
const SAMPLED = 1;

const STATE_MEMBER =
  /^[a-z0-9][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MAX_STATE = { members: 32, characters: 512 };

/** Reads the headers of a request; undefined for none, and for one that is not as the W3C has it. */
export function readTraceContext(
  traceparent: string | null | undefined,
  tracestate?: string | null,
): TraceContext | undefined {
  const found = traceparent ? TRACEPARENT.exec(traceparent)?.slice(1) : undefined;
  const [traceId, spanId, flags] = found?.filter((part) => part !== undefined) ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  const sampled = (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED;
  return { traceId, spanId, sampled, state: validState(tracestate) };
}

function validState(text: string | null | undefined): string | undefined {
  if (!text || text.length > MAX_STATE.characters) return undefined;
  const members = text.split(',').map((member) => member.trim()).filter(Boolean);
  const valid = members.length <= MAX_STATE.members &&
    members.every((member) => STATE_MEMBER.test(member));
  return valid && members.length > 0 ? members.join() : undefined;
}

/** A piece of work below another, or one that begins a trace of its own, which nobody records. */
export function childOf(parent: TraceContext | undefined): TraceContext {
  const ids = randomBytes(24).toString('hex');
  return {
    traceId: parent?.traceId ?? ids.slice(16),
    spanId: ids.slice(0, 16),
    sampled: parent?.sampled ?? false,
    state: parent?.state,
  };
}

/** `traceparent` as it goes on to whatever this work asks for; always 55 characters. */
export const traceparentOf = ({ traceId, spanId, sampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-0${sampled ? SAMPLED : 0}`;
