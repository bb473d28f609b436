import { createAdminClient } from '@supabase/server/core';
import type { AuthEnv } from '../runtime/env.ts';
import { fetchFrom } from '../traces/traced-fetch.ts';

type StorageEnv = Pick<AuthEnv, 'SUPABASE_URL' | 'SUPABASE_SECRET_KEYS'>;

interface Bucket {
  bucket: string;
  /** Bytes an object may have. */
  maxBytes: number;
}

/** Objects by their paths in one bucket. */
export interface ObjectStorage {
  readonly bucket: string;
  /** Stores a new object; throws if there is one already. */
  upload(path: string, body: ReadableStream<Uint8Array>, type: string): Promise<void>;
  /** Signs a URL to which the object can be PUT once, by whoever has it. */
  signUpload(path: string): Promise<{ url: string; token: string }>;
  /** Reads the object as it arrives; undefined when there is none. */
  download(path: string): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Removes the object; one that is not there is removed already. */
  remove(path: string): Promise<void>;
}

/**
 * Opens a private bucket, which is made on first use. It is reached with the secret key: who may
 * have which object is for the caller of this to decide, by a row in the database.
 */
export function createObjectStorage(
  env: StorageEnv,
  { bucket, maxBytes }: Bucket,
): ObjectStorage {
  const { storage } = createAdminClient({
    env: { url: env.SUPABASE_URL, secretKeys: env.SUPABASE_SECRET_KEYS },
    supabaseOptions: { global: { fetch: fetchFrom('storage') } },
  });
  const files = storage.from(bucket);
  let made: Promise<void> | undefined;

  async function makeBucket(): Promise<void> {
    const { error } = await storage.getBucket(bucket);
    if (!error) return;
    // The bucket's limit is what binds uploads to a signed URL.
    const created = await storage.createBucket(bucket, { public: false, fileSizeLimit: maxBytes });
    if (created.error && !/exist/i.test(created.error.message)) throw created.error;
  }
  const ready = () => {
    made ??= makeBucket();
    // A failure is not remembered.
    made.catch(() => made = undefined);
    return made;
  };

  return {
    bucket,
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
