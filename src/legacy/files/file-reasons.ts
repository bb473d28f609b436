import { choices, type ValueOf } from '../../db/declare/choice.ts';

/** Why a file of the old app is not here. */
export const fileReasons = choices(
  /** Its address is none, or none of http and https without a password in it. */
  'no_address',
  'not_utf8',
  /** Its address, or one that it leads to, is at an origin that was not allowed. */
  'origin_not_allowed',
  'too_many_redirects',
  /** The host answered something else than 200. */
  'answered',
  /** Nothing answers there, or the connection was cut. */
  'unreachable',
  'timed_out',
  /** It is longer or shorter than its row says. */
  'size_differs',
  /** Its content is not of the type that its row says. */
  'type_differs',
  /** Storage did not take it. */
  'not_stored',
  /** Its row was changed meanwhile: the next call has the new one. */
  'row_changed',
  /** Its row is gone there, and there was no time to copy it. */
  'row_gone',
);

type FileReason = ValueOf<typeof fileReasons>;

/** A file that is not taken over, and what is known about it; never its whole address, which may open it. */
export class FileRefused extends Error {
  readonly reason: FileReason;
  readonly detail: string | null;
  /** Whether it may be otherwise in a while, and in how many milliseconds, where the host has said so. */
  readonly again: { afterMs?: number } | undefined;

  constructor(reason: FileReason, detail: string | null = null, again?: { afterMs?: number }) {
    super([reason, ...detail ? [detail] : []].join(': '));
    this.reason = reason;
    this.detail = detail;
    this.again = again;
  }
}
