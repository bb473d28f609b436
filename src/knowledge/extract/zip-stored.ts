import { type Archive, DIRECTORY_END, DIRECTORY_ENTRY, STORED, viewOf } from './zip.ts';

/**
 * Writes the archive again, with nothing compressed, for a reader that must not inflate by itself.
 */
export function zipStored(archive: Archive): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of archive) {
    const label = new TextEncoder().encode(name);
    // The checksum stays 0: readers of Word files do not ask for it.
    const sizes = [0, content.length, content.length];
    local.push(record([0x04034b50], [20, 0x800, STORED, 0, 0], sizes, [label.length, 0]));
    local.push(label, content);
    central.push(
      record([DIRECTORY_ENTRY], [20, 20, 0x800, STORED, 0, 0], sizes, [label.length, 0, 0, 0, 0], [
        0,
        offset,
      ]),
      label,
    );
    offset += 30 + label.length + content.length;
  }
  const length = central.reduce((sum, { length }) => sum + length, 0);
  const counts = [0, 0, archive.size, archive.size];
  const end = record([DIRECTORY_END], counts, [length, offset], [0]);
  return concat([...local, ...central, end]);
}

/** Little-endian fields: 32-bit lists and 16-bit lists take turns. */
function record(...fields: number[][]): Uint8Array {
  const widths = fields.map((_, i) => i % 2 === 0 ? 4 : 2);
  const bytes = new Uint8Array(fields.reduce((sum, list, i) => sum + list.length * widths[i]!, 0));
  const view = viewOf(bytes);
  let at = 0;
  fields.forEach((list, i) =>
    list.forEach((value) => {
      if (widths[i] === 4) view.setUint32(at, value, true);
      else view.setUint16(at, value, true);
      at += widths[i]!;
    })
  );
  return bytes;
}

function concat(pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
