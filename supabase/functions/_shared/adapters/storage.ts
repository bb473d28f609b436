import { createAdminClient } from '@supabase/server/core';
import type { DownloadLink, FileStore } from '../../../../src/files/file-store.ts';
import type { AuthEnv } from '../runtime/env.ts';
import { fetchFrom } from '../traces/traced-fetch.ts';

type StorageEnv = Pick<AuthEnv, 'SUPABASE_URL' | 'SUPABASE_SECRET_KEYS'>;

type Realtime = NonNullable<
  NonNullable<Parameters<typeof createAdminClient>[0]>['supabaseOptions']
>['realtime'];

interface Bucket {
  bucket: string;
  /** Bytes an object may have. */
  maxBytes: number;
  /** The only types that objects may have; of any, where it is not said. */
  types?: readonly string[];
}

/**
 * Opens a private bucket, which is made on first use. It is reached with the secret key: who may
 * have which object is for the caller of this to decide, by a row in the database.
 *
 * @param realtime the client's part that is not used here; where there is no WebSocket, it asks for one
 */
export function createObjectStorage(
  env: StorageEnv,
  { bucket, maxBytes, types }: Bucket,
  realtime: Realtime = {},
): FileStore {
  const { storage } = createAdminClient({
    env: { url: env.SUPABASE_URL, secretKeys: env.SUPABASE_SECRET_KEYS },
    supabaseOptions: { global: { fetch: fetchFrom('storage') }, realtime },
  });
  const files = storage.from(bucket);
  let made: Promise<void> | undefined;

  async function makeBucket(): Promise<void> {
    const { error } = await storage.getBucket(bucket);
    if (!error) return;
    // The bucket's limit is what binds uploads to a signed URL.
    const created = await storage.createBucket(bucket, {
      public: false,
      fileSizeLimit: maxBytes,
      ...types && { allowedMimeTypes: [...types] },
    });
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
    async upload(path, body, type, { replace = false } = {}) {
      await ready();
      const { error } = await files.upload(path, body, {
        contentType: type,
        upsert: replace,
        // What is removed, or may no longer be seen, is nowhere on the way either.
        cacheControl: '0',
      });
      if (error) throw error;
    },
    async stat(path) {
      const { data, error } = await files.info(path);
      if (!error) return { bytes: data.size ?? 0, type: data.contentType ?? '' };
      if (isMissing(error)) return undefined;
      throw error;
    },
    async signUpload(path) {
      await ready();
      const { data, error } = await files.createSignedUploadUrl(path);
      if (error) throw error;
      return { url: data.signedUrl, token: data.token };
    },
    async signDownload(path, { seconds, name }: DownloadLink) {
      const { data, error } = await files.createSignedUrl(path, seconds);
      if (error && isMissing(error)) return undefined;
      if (error) throw error;
      // The client would encode a name twice. With one, Storage answers `attachment`: whatever a
      // file is, no browser shows it as a page of that host.
      const url = new URL(data.signedUrl);
      url.searchParams.set('download', name);
      return url.href;
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
