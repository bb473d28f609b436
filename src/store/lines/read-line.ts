import type { CustomerNews } from '../customers/news.ts';
import type { OrderNews } from '../orders/news.ts';
import { readGid, readObject, Unreadable } from './fields.ts';
import { readCustomer } from './read-customer.ts';
import { readOrder } from './read-order.ts';
import { keptOf, type Line } from './split-lines.ts';

/** A line that cannot be read: its number, from 1, why, and the beginning of it. */
export interface Reject {
  line_number: number;
  reason: string;
  line: string;
}

/** What some lines of a file come to. */
export interface LinesRead {
  /** How many there were, of every kind. */
  lines: number;
  customers: CustomerNews[];
  orders: OrderNews[];
  /** Lines about something else, and empty ones. */
  ignored: number;
  rejects: Reject[];
}

export const nothingRead = (): LinesRead => ({
  lines: 0,
  customers: [],
  orders: [],
  ignored: 0,
  rejects: [],
});

/**
 * Reads lines of Shopify's JSONL, in whatever order they come, and adds what they say to `read`. One
 * that cannot be read stops nothing.
 *
 * @param linesBefore how many lines of the file there are before these
 * @param observed_at when Shopify saw it so; null where a file does not say
 */
export function readLines(
  lines: readonly Line[],
  read: LinesRead,
  linesBefore: number,
  observed_at: Date | null,
): void {
  for (const line of lines) {
    read.lines++;
    const reject = (reason: string, beginning: string) =>
      read.rejects.push({ line_number: linesBefore + read.lines, reason, line: beginning });
    if (typeof line !== 'string') {
      reject(line.reason, line.beginning);
      continue;
    }
    try {
      readOne(line, read, observed_at);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reject(error.message, keptOf(line));
    }
  }
}

function readOne(line: string, read: LinesRead, observed_at: Date | null): void {
  if (line.trim() === '') return void read.ignored++;
  const object = readObject(line);
  // A child whose id was not asked for.
  if (object['id'] === undefined && object['__parentId'] !== undefined) return void read.ignored++;
  const { kind, id } = readGid(object['id'], 'id');
  if (kind === 'Customer') read.customers.push(readCustomer(object, id, observed_at));
  else if (kind === 'Order') read.orders.push(readOrder(object, id, observed_at));
  else read.ignored++;
}
