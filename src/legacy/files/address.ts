import { FileRefused } from './file-reasons.ts';

/** What an old row may lead to. */
const LONGEST = 4096;

/**
 * Reads the address of a file.
 *
 * @param base the address that led to it, if one did
 * @throws FileRefused `no_address`
 */
export function addressOf(text: string | null, base?: URL): URL {
  const trimmed = text?.trim() ?? '';
  const address = trimmed && trimmed.length <= LONGEST && URL.canParse(trimmed, base)
    ? new URL(trimmed, base)
    : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password) {
    throw new FileRefused('no_address', address ? address.protocol.slice(0, 50) : null);
  }
  return address;
}

/**
 * Holds an address against the origins that were allowed: an old row must not have the operator's machine
 * ask for what only that machine reaches.
 *
 * @throws FileRefused `origin_not_allowed`
 */
export function assertAllowed({ origin }: URL, allowed: ReadonlySet<string>): void {
  if (!allowed.has(origin)) throw new FileRefused('origin_not_allowed', origin.slice(0, 200));
}
