import { hex, sha256 } from '../../../../src/digest.ts';
import { ProblemError } from '../problems/problem.ts';

/**
 * The strong ETag of a versioned row. The version is its `updated_at`, which a trigger keeps strictly
 * increasing, so equal tags mean equal rows.
 */
export const versionTag = (version: Date): string => `"${version.getTime().toString(36)}"`;

/** A weak ETag over the content of an answer: for lists and whatever else carries no version. */
export async function contentTag(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return `W/"${hex(new Uint8Array(await sha256(content), 0, 12))}"`;
}

/** RFC 9110 13.1.2: `If-None-Match` compares weakly, and `*` matches whatever exists. */
export function isNotModified(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (value: string) => value.replace(/^W\//, '');
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((t) => opaque(t) === opaque(tag));
}

/** The last instant that Postgres' text and ISO 8601 write alike: no version of ours is later. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The version that `If-Match` expects, for the verb's WHERE; undefined when the header is absent or
 * `*`. A tag may come back weak where something on the way compressed the answer, so the prefix says
 * nothing. Throws 412 for a tag that no version of ours can have (RFC 9110 13.1.1).
 */
export function expectedVersion(ifMatch: string | undefined): Date | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const tag = /^(?:W\/)?"([0-9a-z]{1,11})"$/.exec(ifMatch.trim())?.[1] ?? '';
  const version = parseInt(tag, 36);
  if (version <= LATEST) return new Date(version);
  throw new ProblemError('precondition_failed', {
    detail: 'If-Match names no version of this resource.',
  });
}
