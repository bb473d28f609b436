import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportedFile } from '../../src/store/imports/import-file.ts';
import { nothingRead, readLines } from '../../src/store/lines/read-line.ts';
import { LineSplitter } from '../../src/store/lines/split-lines.ts';

const PIECE_BYTES = 256 * 1024;

/** Opens a file of this machine, of which it holds a piece at a time. */
export async function lineFile(path: string): Promise<ImportedFile> {
  const { size } = await stat(path);
  const open = (from: number): AsyncIterable<Uint8Array> =>
    createReadStream(path, { start: from, highWaterMark: PIECE_BYTES });
  const hash = createHash('sha256');
  for await (const piece of open(0)) hash.update(piece);
  return { name: basename(path).slice(-255), digest: hash.digest('hex'), bytes: size, open };
}

/** Finds the currency of a file's first order; undefined where it has none that can be read. */
export async function firstCurrency(file: ImportedFile): Promise<string | undefined> {
  const splitter = new LineSplitter();
  const currencyOf = (lines: ReturnType<LineSplitter['push']>) => {
    const read = nothingRead();
    readLines(lines, read, 0, null);
    return read.orders[0]?.currency;
  };
  for await (const piece of file.open(0)) {
    const currency = currencyOf(splitter.push(piece));
    if (currency) return currency;
  }
  return currencyOf(splitter.end());
}
