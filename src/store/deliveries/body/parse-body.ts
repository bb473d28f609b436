import { parse } from 'lossless-json';

/**
 * Parses the JSON of a delivery with every number as the digits that were sent: its ids are beyond what
 * a JavaScript number holds. Of a key that comes twice the last one counts, as everywhere.
 * @throws SyntaxError, RangeError (nested deeper than the stack)
 */
export const parseBody = (text: string): unknown =>
  parse(text, null, {
    parseNumber: (digits) => digits,
    onDuplicateKey: ({ newValue }) => newValue,
  });
