import { Buffer } from 'node:buffer';
import { formatArray, parseArray } from './arrays.ts';
import { DoorError } from '../errors.ts';

/**
 * A parameter in Postgres's text form. The door never asks the server for parameter types (it
 * would cost a round trip), so values are written by what they are, and Postgres infers the type
 * from the statement. Throws DoorError `INVALID_PARAMETER`.
 */
export function encodeParameter(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) {
        throw new DoorError('INVALID_PARAMETER', 'Postgres text can not hold a NUL character');
      }
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
      if (Array.isArray(value)) return formatArray(value, encodeParameter);
      return JSON.stringify(value);
    default:
      throw new DoorError('INVALID_PARAMETER', `A parameter can not be ${typeof value}`);
  }
}

const asIs = (text: string): string => text;
const list = <T>(item: (text: string) => T) => (text: string) => parseArray(text, item);

/** A reader of result values by type OID, as the driver's `types` option wants it. */
const reader = (from: number[], parse: (text: string) => unknown) => ({
  to: 0,
  from,
  serialize: asIs,
  parse,
});

/**
 * How result values are read. Dates stay text for Drizzle's columns to map; arrays of the built-in
 * types become arrays, which saves asking the server for its type table on every connection.
 */
export const resultTypes = {
  // date, time, timestamp, timestamptz, interval
  temporal: reader([1082, 1083, 1114, 1184, 1186], asIs),
  // bool[]
  booleans: reader([1000], list((text) => text === 't')),
  // int2[], int4[], oid[], float4[], float8[]
  numbers: reader([1005, 1007, 1028, 1021, 1022], list(Number)),
  // json[], jsonb[]
  documents: reader([199, 3807], list((text) => JSON.parse(text))),
  // name[], text[], bpchar[], varchar[], int8[], numeric[], uuid[]
  texts: reader([1003, 1009, 1014, 1015, 1016, 1231, 2951], list(asIs)),
  // timestamp[], date[], time[], timestamptz[], interval[]
  temporals: reader([1115, 1182, 1183, 1185, 1187], list(asIs)),
};
