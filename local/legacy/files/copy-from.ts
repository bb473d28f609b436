import { createObjectStorage } from '../../../supabase/functions/_shared/adapters/storage.ts';
import { copyFiles, type FilesReport } from '../../../src/legacy/files/copy-files.ts';
import { MATERIALS } from '../../../src/materials/attachments/bucket.ts';
import { attachmentTypeOf, HEAD_BYTES } from '../../../src/materials/attachments/file-kinds.ts';
import { openOne } from '../import-from.ts';
import type { CopyOptions } from './copy-options.ts';

export interface Here {
  databaseUrl: string;
  /** Where Storage is, and the secret key for it. */
  apiUrl: string;
  secretKey: string;
}

/** Node 20 has no WebSocket, and the client asks for one before anybody listens to anything. */
class NoRealtime {}

/** Copies the files of an old app to a project. */
export async function copyFrom(
  { from, allowed, silentMs, dry }: Omit<CopyOptions, 'json'>,
  { databaseUrl, apiUrl, secretKey }: Here,
  onProgress?: (files: number, bytes: number) => void,
): Promise<FilesReport> {
  const source = openOne(from);
  const target = openOne(databaseUrl);
  const env = { SUPABASE_URL: apiUrl, SUPABASE_SECRET_KEYS: { default: secretKey } };
  try {
    return await copyFiles({
      ...{ from: source, to: target, allowed, silentMs, dry },
      files: createObjectStorage(env, MATERIALS, { transport: NoRealtime as never }),
      kinds: { headBytes: HEAD_BYTES, of: kindOf },
      ...onProgress && { onProgress },
    });
  } finally {
    await Promise.all([source.end({ timeout: 2 }), target.end({ timeout: 2 })]);
  }
}

function kindOf(head: Uint8Array): string | undefined {
  try {
    return attachmentTypeOf(head, '');
  } catch {
    return undefined;
  }
}
