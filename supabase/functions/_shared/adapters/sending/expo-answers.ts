import type { ExpoPushReceipt, ExpoPushTicket } from 'expo-server-sdk';
import type { Outcome, Receipt } from '../../../../../src/sending.ts';
import { neverConnected } from './never-connected.ts';

/** Too many for one device in a short time: the only reason of a message's own that passes. */
const PASSES = 'message_rate_exceeded';

type Refused = { is: 'refused' | 'later'; reason: string };

/** Expo's word for an error as a code of ours; what is no such word is no part of it. */
function refusalOf(details: { error?: string } | undefined): Refused {
  const error = details?.error ?? '';
  const reason = /^[A-Za-z]{1,60}$/.test(error)
    ? error.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
    : 'refused';
  return { is: reason === PASSES ? 'later' : 'refused', reason };
}

export const outcomeOf = (ticket: ExpoPushTicket): Outcome => {
  if (ticket.status === 'ok') return { is: 'sent', ticket: ticket.id };
  return ticket.status === 'error' ? refusalOf(ticket.details) : { is: 'unknown' };
};

export const receiptOf = (receipt: ExpoPushReceipt): Receipt =>
  receipt.status === 'ok' ? { is: 'delivered' } : refusalOf(receipt.details);

/** What the SDK adds to its errors. */
interface ExpoFault extends Error {
  statusCode?: number;
  code?: string;
  details?: unknown;
}

/** Why a call failed as a whole. Only what was refused before anything was taken is not unknown. */
export type CallFault =
  | { is: 'unsent'; reason: string }
  | { is: 'unknown' }
  /** Refused for what is in it: a smaller call may pass. */
  | { is: 'mixed'; reason: string; apart?: string[][] };

/**
 * Judges an error of the SDK. A status from 500 on says nothing of whether messages were taken, and
 * there is no way to ask (expo/expo#18650).
 */
export function faultOf(error: unknown): CallFault {
  if (!(error instanceof Error)) return { is: 'unknown' };
  const { statusCode, code, details } = error as ExpoFault;
  if (statusCode === undefined) {
    return neverConnected(error) ? { is: 'unsent', reason: 'unreachable' } : { is: 'unknown' };
  }
  if (statusCode < 400 || statusCode >= 500 || statusCode === 408) return { is: 'unknown' };
  const reason = code && /^[A-Z_]{1,60}$/.test(code) ? code.toLowerCase() : String(statusCode);
  if (reason === 'validation_error') return { is: 'mixed', reason };
  if (reason === 'push_too_many_experience_ids') {
    return { is: 'mixed', reason, apart: apartOf(details) };
  }
  return { is: 'unsent', reason };
}

/** The tokens of each project, as Expo tells them apart. */
const apartOf = (details: unknown): string[][] =>
  typeof details === 'object' && details !== null
    ? Object.values(details).filter((tokens): tokens is string[] => Array.isArray(tokens))
    : [];
