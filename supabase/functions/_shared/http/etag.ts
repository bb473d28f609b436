import { ProblemError } from '../problems/problem.ts';

/**
 * The strong ETag of a versioned row. The version is its `updated_at`, which a trigger keeps strictly
 * increasing, so equal tags mean equal rows.
 */
export const versionTag = (version: Date): string => `"${version.getTime().toString(36)}"`;

/** A weak ETag over the text of an answer: for lists and whatever else carries no version. */
export async function contentTag(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const bytes = new Uint8Array(digest).slice(0, 12);
  return `W/"${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

/** RFC 9110 13.1.2: `If-None-Match` compares weakly, and `*` matches whatever exists. */
export function isNotModified(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (value: string) => value.replace(/^W\//, '');
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((t) => opaque(t) === opaque(tag));
}

/**
 * The version that `If-Match` expects, for the verb's WHERE; undefined when the header is absent or
 * `*`. Throws 412 for a tag that no version of ours can have (RFC 9110 13.1.1: weak never matches).
 */
export function expectedVersion(ifMatch: string | undefined): Date | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const millis = parseInt(/^"([0-9a-z]{1,11})"$/.exec(ifMatch.trim())?.[1] ?? '', 36);
  const version = new Date(millis);
  if (Number.isNaN(version.getTime())) {
    throw new ProblemError(
      412,
      'precondition_failed',
      'If-Match names no version of this resource.',
    );
  }
  return version;
}
