import { DocumentFailure } from '../../processing/failure.ts';
import { MAX_INFLATED_BYTES, MAX_INFLATION } from '../../files/limits.ts';
import { inflate } from './inflate.ts';

/**
 * Reads chosen entries of a ZIP archive within bounds: what the directory declares is added up
 * before anything is inflated, and inflating stops where a declaration turns out to be a lie.
 * Field offsets are those of PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */
interface Entry {
  name: string;
  method: number;
  stored: number;
  inflated: number;
  header: number;
}

/** Name → content. */
export type Archive = Map<string, Uint8Array>;

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** The directory's end is this long, and what may follow it this much longer. */
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/**
 * Unpacks an archive within bounds.
 * @throws DocumentFailure `unreadable`, `password_protected`, `archive_too_large`
 */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<Archive> {
  const entries = directory(bytes).filter(({ name }) => wanted(name));
  const total = entries.reduce((sum, { inflated }) => sum + inflated, 0);
  const bomb = entries.some(({ stored, inflated }) =>
    inflated > 1024 * 1024 && inflated / Math.max(stored, 1) > MAX_INFLATION
  );
  if (bomb || total > MAX_INFLATED_BYTES) throw new DocumentFailure('archive_too_large');
  const archive: Archive = new Map();
  for (const entry of entries) archive.set(entry.name, await contentOf(bytes, entry));
  return archive;
}

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function directory(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes);
  try {
    let end = bytes.length - END_BYTES;
    const first = end - LONGEST_COMMENT;
    while (end >= first && view.getUint32(end, true) !== DIRECTORY_END) end--;
    if (end < first) throw new RangeError('no directory');
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    return Array.from({ length: count }, () => {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('no entry here');
      if (view.getUint16(at + 8, true) & 1) throw new DocumentFailure('password_protected');
      const nameLength = view.getUint16(at + 28, true);
      const entry: Entry = {
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        method: view.getUint16(at + 10, true),
        stored: view.getUint32(at + 20, true),
        inflated: view.getUint32(at + 24, true),
        header: view.getUint32(at + 42, true),
      };
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      return entry;
    });
  } catch (error) {
    throw unreadable(error);
  }
}

async function contentOf(bytes: Uint8Array, entry: Entry): Promise<Uint8Array> {
  try {
    const view = viewOf(bytes);
    const start = entry.header + 30 + view.getUint16(entry.header + 26, true) +
      view.getUint16(entry.header + 28, true);
    const raw = bytes.subarray(start, start + entry.stored);
    if (entry.method === STORED) return raw;
    if (entry.method !== DEFLATED) throw new RangeError(`method ${entry.method}`);
    return await inflateWhole(raw, entry.inflated);
  } catch (error) {
    throw unreadable(error);
  }
}

async function inflateWhole(raw: Uint8Array, declared: number): Promise<Uint8Array> {
  const inflated = new Uint8Array(declared);
  let size = 0;
  for await (const piece of inflate(raw, 'raw')) {
    if (size + piece.length > declared) throw new DocumentFailure('archive_too_large');
    inflated.set(piece, size);
    size += piece.length;
  }
  return inflated.subarray(0, size);
}

const unreadable = (cause: unknown) =>
  cause instanceof DocumentFailure ? cause : new DocumentFailure('unreadable', { cause });
