import { Buffer } from 'node:buffer';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerDatabase } from '../../src/db/client.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { type Doors, openDoors } from '../../testkit/door/doors.ts';

/** A value or two of every built-in type that has an array type and an input form. */
const VALUES: Record<string, string[]> = {
  bool: ['t', 'f'],
  bytea: ['\\xdeadbeef', '\\x'],
  '"char"': ['a'],
  name: ['abc'],
  text: ['a"b\\c,{};', '', 'NULL', ' x '],
  bpchar: ['ab '],
  varchar: ['ab'],
  int2: ['1'],
  int4: ['-5'],
  int8: ['9007199254740993'],
  numeric: ['1.10', 'NaN'],
  float4: ['1.5', 'NaN', 'Infinity'],
  float8: ['1e300', '-Infinity'],
  money: ['$1,000.50'],
  oid: ['7'],
  json: ['{"a":[1,"x"]}', 'null', '"s"'],
  jsonb: ['{"a":[1,"x"]}', 'null', '1'],
  jsonpath: ['$."a"'],
  xml: ['<a/>'],
  uuid: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  bit: ['1'],
  varbit: ['101'],
  date: ['2026-01-02', 'infinity', '0044-03-15 BC'],
  time: ['10:11:12.5'],
  timetz: ['10:11:12+02'],
  timestamp: ['2026-01-02 03:04:05.678', 'infinity'],
  timestamptz: ['2026-01-02 03:04:05.678+00', '-infinity'],
  interval: ['1 day 02:03:04'],
  point: ['(1,2)'],
  lseg: ['[(1,2),(3,4)]'],
  path: ['((1,2),(3,4))'],
  box: ['(3,4),(1,2)'],
  polygon: ['((1,2),(3,4))'],
  line: ['{1,2,3}'],
  circle: ['<(1,2),3>'],
  inet: ['10.0.0.1'],
  cidr: ['10.0.0.0/8'],
  macaddr: ['08:00:2b:01:02:03'],
  macaddr8: ['08:00:2b:01:02:03:04:05'],
  tsvector: ["'a':1 'b'"],
  tsquery: ["'a' & 'b'"],
  int4range: ['[1,5)'],
  int8range: ['[1,5)'],
  numrange: ['[1,5)'],
  tsrange: ['["2026-01-01 00:00:00","2026-01-02 00:00:00")'],
  tstzrange: ['["2026-01-01 00:00:00+00","2026-01-02 00:00:00+00")'],
  daterange: ['[2026-01-01,2026-01-02)'],
  int4multirange: ['{[1,3),[5,7)}'],
  int8multirange: ['{[1,3),[5,7)}'],
  nummultirange: ['{[1,3),[5,7)}'],
  tsmultirange: ['{["2026-01-01 00:00:00","2026-01-02 00:00:00")}'],
  tstzmultirange: ['{["2026-01-01 00:00:00+00","2026-01-02 00:00:00+00")}'],
  datemultirange: ['{[2026-01-01,2026-01-02)}'],
  int2vector: ['1 2'],
  oidvector: ['1 2'],
  tid: ['(0,1)'],
  xid: ['1'],
  xid8: ['5'],
  cid: ['1'],
  pg_lsn: ['0/1'],
  pg_snapshot: ['10:20:10,14'],
  txid_snapshot: ['10:20:10,14'],
  aclitem: ['anon=r/anon'],
  refcursor: ['c'],
  regclass: ['pg_class'],
  regtype: ['integer'],
  regrole: ['anon'],
  regnamespace: ['public'],
  regproc: ['now'],
  regprocedure: ['now()'],
  regoper: ['pg_catalog.||/'],
  regoperator: ['+(integer,integer)'],
  regconfig: ['english'],
  regdictionary: ['simple'],
  regcollation: ['"C"'],
};

/** Which plain Drizzle leaves as `{…}` outside of its columns; every other type's it does not. */
const LEFT_AS_TEXT = ['date', 'timestamp', 'timestamptz', 'numeric'];

describe('what is read through the door', () => {
  let database: TestDatabase;
  let doors: Doors;
  let door: CallerDatabase;
  let driver: postgres.Sql;
  let plain: ReturnType<typeof drizzle>;

  beforeAll(async () => {
    database = await createTestDatabase();
    doors = openDoors(database, { poolSize: 1 });
    door = doors.asCaller(null);
    driver = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    plain = drizzle(driver);
  });
  afterAll(async () => {
    await Promise.all([doors.end(), driver.end()]);
    await database.drop();
  });

  const forms = (type: string, value: string) => {
    const literal = `'${value.replaceAll("'", "''")}'::${type}`;
    return {
      scalar: literal,
      array: `array[${literal}, ${literal}]`,
      nested: `array[array[${literal}], array[${literal}]]`,
      empty: `array[]::${type}[]`,
      none: `null::${type}[]`,
      holes: `array[null, ${literal}]`,
      bounds: `('[0:0]=' || array[${literal}]::text)::${type}[]`,
    };
  };
  const read = async (
    db: Pick<CallerDatabase, 'execute'>,
    expressions: Record<string, string>,
  ) => {
    const columns = Object.entries(expressions).map(([name, expression]) =>
      `${expression} as ${name}`
    );
    const [row] = await db.execute(sql.raw(`select ${columns}`)) as Record<string, unknown>[];
    return row!;
  };

  it.each(Object.keys(VALUES))('%s is what plain Drizzle reads', async (type) => {
    for (const value of VALUES[type]!) {
      const { holes, bounds, ...same } = forms(type, value);
      const found = await read(door, same);
      const expected = await read(plain, same);
      if (LEFT_AS_TEXT.includes(type)) {
        expect(expected.array).toBeTypeOf('string');
        const { scalar } = expected;
        Object.assign(expected, {
          array: [scalar, scalar],
          nested: [[scalar], [scalar]],
          empty: [],
        });
      }
      expect(found).toEqual(expected);
      // postgres.js reads a NULL inside as the text or NaN, and bounds as one more array.
      const { scalar } = expected;
      expect(await read(door, { holes, bounds })).toEqual({
        holes: [null, scalar],
        bounds: [scalar],
      });
    }
  });

  it('was compared for every built-in type with an array type', async () => {
    const types = await driver<{ name: string }[]>`
      select format_type(element.oid, null) as type, element.typname as name
      from pg_type arrays join pg_type element on element.oid = arrays.typelem
      where arrays.typcategory = 'A' and arrays.oid < 16384 and element.typtype in ('b', 'r', 'm')
        and arrays.typname like '\\_%'
        and element.typname <> 'gtsvector' -- has no input form`;
    expect(types.map(({ name }) => name === 'char' ? '"char"' : name).sort())
      .toEqual(Object.keys(VALUES).sort());
  });

  it('leaves arrays of types of one’s own as text, which Drizzle’s columns read', async () => {
    await driver`create type public.belt as enum ('white', 'blue')`;
    const [row] = await door
      .execute(sql`select array['white', 'blue']::public.belt[] as belts`);
    expect(row).toEqual({ belts: '{white,blue}' });
  });

  it('gives bytes as Buffers', async () => {
    const [row] = await door
      .execute(sql`select array['\\x00ff'::bytea, null] as bytes`);
    expect(row).toEqual({ bytes: [Buffer.from([0, 255]), null] });
  });
});
