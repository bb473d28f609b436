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
 * How result values are read: as plain Drizzle reads them, which the door's README has with its
 * exceptions. Dates stay text for Drizzle's columns to map; arrays of the built-in types, whose OIDs
 * are the same on every server, become arrays. Asking for the others would be a flight.
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
  // bytea[]
  bytes: reader([1001], list((text) => Buffer.from(text.slice(2), 'hex'))),
  // box[]
  boxes: reader([1020], (text) => parseArray(text, asIs, ';')),
  // "char"[], name[], text[], bpchar[], varchar[], int8[], numeric[], money[], uuid[], xml[],
  // jsonpath[], bit[], varbit[], tsvector[], gtsvector[], tsquery[], aclitem[], refcursor[]
  texts: reader(
    [1002, 1003, 1009, 1014, 1015, 1016, 1231, 791, 2951, 143, 4073, 1561, 1563, 3643, 3644, 3645]
      .concat(1034, 2201),
    list(asIs),
  ),
  // timestamp[], date[], time[], timestamptz[], interval[], timetz[]
  temporals: reader([1115, 1182, 1183, 1185, 1187, 1270], list(asIs)),
  // point[], lseg[], path[], polygon[], line[], circle[]; cidr[], inet[], macaddr[], macaddr8[]
  shapesAndAddresses: reader(
    [1017, 1018, 1019, 1027, 629, 719, 651, 1041, 1040, 775],
    list(asIs),
  ),
  // int4range[], numrange[], tsrange[], tstzrange[], daterange[], int8range[] and multiranges
  ranges: reader(
    [3905, 3907, 3909, 3911, 3913, 3927, 6150, 6151, 6152, 6153, 6155, 6157],
    list(asIs),
  ),
  // int2vector[], oidvector[], tid[], xid[], xid8[], cid[], pg_lsn[], pg_snapshot[],
  // txid_snapshot[], and the names of functions, operators, relations, types and the like
  systems: reader(
    [1006, 1013, 1010, 1011, 271, 1012, 3221, 5039, 2949]
      .concat(1008, 2207, 2208, 2209, 2210, 2211, 3735, 3770, 4090, 4097, 4192),
    list(asIs),
  ),
};
