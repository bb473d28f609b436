import type { FileStore } from '../../src/files/file-store.ts';

/** Objects in memory, with the rules of Storage: no overwriting, and removing twice is one removal. */
export function memoryStore(bucket: string): FileStore & { objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const types = new Map<string, string>();
  return {
    objects,
    bucket,
    async upload(path, body, type, { replace = false } = {}) {
      if (!replace && objects.has(path)) throw new Error('The resource already exists');
      objects.set(path, new Uint8Array(await new Response(body).arrayBuffer()));
      types.set(path, type);
    },
    stat: (path) => {
      const bytes = objects.get(path)?.length;
      return Promise.resolve(
        bytes === undefined ? undefined : { bytes, type: types.get(path) ?? '' },
      );
    },
    signUpload: (path) => Promise.resolve({ url: `https://storage.test/${path}`, token: 't' }),
    signDownload: (path, { seconds, name }) =>
      Promise.resolve(
        objects.has(path)
          ? `https://storage.test/${path}?for=${seconds}&as=${encodeURIComponent(name)}`
          : undefined,
      ),
    download: (path) => {
      const bytes = objects.get(path);
      return Promise.resolve(bytes && new Blob([bytes as BlobPart]).stream());
    },
    remove: (path) => {
      objects.delete(path);
      return Promise.resolve();
    },
  };
}
