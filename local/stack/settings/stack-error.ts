/** Stops a command for a reason that a person can mend: it is shown as one line, without frames. */
export class StackError extends Error {
  override readonly name: string = 'StackError';
}

/** The line for a failed call of the file system, which names what was tried, and where. */
export function fileFault(doing: string, path: string, error: unknown): StackError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new StackError(`Cannot ${doing} ${path}: ${REASONS[code ?? ''] ?? message}.`, {
    cause: error,
  });
}

const REASONS: Record<string, string> = {
  EACCES: 'this account has no right to',
  EPERM: 'this account has no right to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is where a folder should be',
  ENOENT: 'there is no such place',
};
