import { textOf, textUpTo, webAddressOf } from './bounds.ts';

// What tokens and webhooks tell of a person as well: here, so that both can cut it to fit.

/** OpenID Connect Core 1.0 section 2: a subject has at most 255 characters. */
export const subject = textUpTo(255);
/** RFC 5321 section 4.5.3.1: 64 before the @ and 255 behind it. */
export const emailAddress = textOf(320);
/** The directory of a gym is ordered by names, and its cursor holds one. */
export const personName = textOf(100);
export const personImage = webAddressOf(2048);
