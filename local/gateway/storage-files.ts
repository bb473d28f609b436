import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from '@supabase/lite';
import { readJson, writeJson } from '../stack/settings/state.ts';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

/**
 * Keeps the objects of local Storage as files, each with its metadata in a file beside it. Files are
 * named by a hash of bucket and key: `a` and `a/b` may both be objects, and no key leaves the root.
 */
export function createFileStorage(root: string): StorageAdapter {
  const place = (bucket: string, key: string) =>
    join(root, createHash('sha256').update(`${bucket}/${key}`).digest('hex'));
  const metadataOf = async (path: string): Promise<Metadata> => {
    const { mtime } = await stat(path);
    const stored = await readJson<Metadata>(`${path}.json`);
    if (!stored) throw new Error(`Stored object without metadata: ${path}`);
    return { ...stored, lastModified: mtime };
  };
  const remove = async (bucket: string, key: string) => {
    const path = place(bucket, key);
    await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
  };

  return {
    driver: null,
    async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
      const path = place(bucket, key);
      const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
      const size = bytes.byteLength;
      const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      await mkdir(root, { recursive: true });
      await writeFile(path, bytes);
      await writeJson(`${path}.json`, { size, contentLength: size, mimetype, cacheControl, eTag });
      return await metadataOf(path);
    },
    async getObject(bucket, key) {
      const path = place(bucket, key);
      return { metadata: await metadataOf(path), httpStatusCode: 200, body: await readFile(path) };
    },
    headObject: (bucket, key) => metadataOf(place(bucket, key)),
    deleteObject: remove,
    async deleteObjects(bucket, keys) {
      await Promise.all(keys.map((key) => remove(bucket, key)));
    },
    async copyObject(fromBucket, from, _fromVersion, toBucket, to) {
      const [source, target] = [place(fromBucket, from), place(toBucket, to)];
      await copyFile(source, target);
      await copyFile(`${source}.json`, `${target}.json`);
      const { eTag, lastModified } = await metadataOf(target);
      return { httpStatusCode: 200, eTag, lastModified };
    },
    privateAssetUrl: (bucket, key) => Promise.resolve(pathToFileURL(place(bucket, key)).href),
  };
}
