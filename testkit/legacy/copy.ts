import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { type Cell, columnsOf, type LegacyTable, type Row } from './tables.ts';

const PIECE = 64 * 1024;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escape = (text: string) => text.replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!);

/** An element of an array's literal: always in quotes, so that `NULL` and commas are words. */
const element = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

function written(cell: Cell): string | Buffer {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return escape(cell);
  if (Buffer.isBuffer(cell)) return cell;
  return escape(`{${cell.map(element).join(',')}}`);
}

/** A line as COPY reads it: bytes, where a cell is bytes. */
export function lineOf<T extends LegacyTable>(table: T, row: Row<T>): string | Buffer {
  const cells = columnsOf(table).map((column) => written(row[column]));
  if (cells.every((cell) => typeof cell === 'string')) return `${cells.join('\t')}\n`;
  const parts = cells.flatMap((cell) => [Buffer.from('\t'), Buffer.from(cell)]).slice(1);
  return Buffer.concat([...parts, Buffer.from('\n')]);
}

/** Puts lines together to pieces that are worth a write. */
function* pieces(lines: Iterable<string | Buffer>): Generator<Buffer> {
  let held = '';
  for (const line of lines) {
    if (typeof line === 'string') {
      held += line;
      if (held.length < PIECE) continue;
      yield Buffer.from(held);
    } else {
      yield Buffer.concat([Buffer.from(held), line]);
    }
    held = '';
  }
  if (held) yield Buffer.from(held);
}

/** Streams lines into a table. The session's `client_encoding` must be SQL_ASCII for bytes. */
export async function copyInto(
  sql: postgres.Sql,
  table: LegacyTable,
  lines: Iterable<string | Buffer>,
): Promise<void> {
  const columns = columnsOf(table).map((name) => `"${name}"`).join(', ');
  const into = await sql.unsafe(`copy public.${table} (${columns}) from stdin`).writable();
  await pipeline(Readable.from(pieces(lines)), into);
}
