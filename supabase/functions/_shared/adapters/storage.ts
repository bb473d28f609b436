import { createAdminClient } from '@supabase/server/core';
import type { FileStore } from '../../../../src/knowledge/files/file-store.ts';
import { MAX_FILE_BYTES } from '../../../../src/knowledge/files/limits.ts';
import type { AuthEnv } from '../runtime/env.ts';

const BUCKET = 'documents';

type StorageEnv = Pick<AuthEnv, 'SUPABASE_URL' | 'SUPABASE_SECRET_KEYS'>;

/**
 * Files in the private bucket `documents`, which is made on first use, reached with the secret key:
 * who may have which file is decided by the row of the document.
 */
export function createFileStore(env: StorageEnv): FileStore {
  const { storage } = createAdminClient({
    env: { url: env.SUPABASE_URL, secretKeys: env.SUPABASE_SECRET_KEYS },
  });
  const files = storage.from(BUCKET);
  let bucket: Promise<void> | undefined;

  async function makeBucket(): Promise<void> {
    const { error } = await storage.getBucket(BUCKET);
    if (!error) return;
    // The bucket's limit is what binds uploads to a signed URL.
    const made = await storage.createBucket(BUCKET, {
      public: false,
      fileSizeLimit: MAX_FILE_BYTES,
    });
    if (made.error && !/exist/i.test(made.error.message)) throw made.error;
  }
  const ready = () => {
    bucket ??= makeBucket();
    // A failure is not remembered.
    bucket.catch(() => bucket = undefined);
    return bucket;
  };

  return {
    bucket: BUCKET,
    async upload(path, body, type) {
      await ready();
      const { error } = await files.upload(path, body, { contentType: type, upsert: false });
      if (error) throw error;
    },
    async signUpload(path) {
      await ready();
      const { data, error } = await files.createSignedUploadUrl(path);
      if (error) throw error;
      return { url: data.signedUrl, token: data.token };
    },
    async download(path) {
      const { data, error } = await files.download(path).asStream();
      if (!error) return data;
      if (isMissing(error)) return undefined;
      throw error;
    },
    async remove(path) {
      const { error } = await files.remove([path]);
      if (error && !isMissing(error)) throw error;
    },
  };
}

/** The hosted service answers 400 or 404, with the status in the body, for what is not there. */
const isMissing = (error: Error): boolean =>
  /not.?found/i.test(error.message) || 'status' in error && error.status === 404 ||
  'statusCode' in error && String(error.statusCode) === '404';
