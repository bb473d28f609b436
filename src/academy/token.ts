import { hex, sha256 } from '../digest.ts';

/** A token nobody guesses: 256 random bits in base64url. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What is kept of a token: its SHA-256 in hex. Salt would add nothing to 256 random bits. */
export const hashOf = async (token: string): Promise<string> => hex(await sha256(token));
