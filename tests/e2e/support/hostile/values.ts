import { randomBytes } from 'node:crypto';

const times = [
  ...['infinity', '-infinity', '10000-01-01', '0044-03-15 BC', '0001-01-01'],
  ...['1900-01-01', '2199-12-31', '1800-01-01'],
];
/** Of each type, what some reader might not take. */
export const hostile: Record<string, readonly unknown[]> = {
  'text': [
    ...['javascript:alert(1)', 'x'.repeat(3000), '\u0001'.repeat(100), '🥋'.repeat(100)],
    ...['https://a.test/"\u0001', ' ', 'x'.repeat(200_000), 'Any/Where3', '', 'infinity'],
  ],
  'date': times,
  'timestamp(3) with time zone': times,
  'time(0) without time zone': ['24:00', '23:59:59', '00:00', '10:00:30', '04:05+09'],
  'bigint': ['9007199254740993', '-1', '0', '52428800'],
  'integer': [-2147483648, 2147483647, 0, -1],
  'jsonb': [[], 'text', 1, {}, [[]], [{}], [1], { a: [{}] }, { __proto__: 1 }, {
    a: 'x'.repeat(9000),
  }],
};
/** In each round every person writes another value, and the system all of theirs; one is a day's. */
export const ROUNDS = Math.ceil(
  Math.max(...Object.values(hostile).map(({ length }) => length)) / 3,
);

/** Any hexadecimal digits are a uuid to Postgres, whatever RFC 9562 says of versions. */
export const oddId = () =>
  randomBytes(16).toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-0$3-0$4-');
