import type { FeedZone } from './contract.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** RFC 5545 3.3.14: `-0300`, with seconds where there are any. */
function offsetOf(seconds: number): string {
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? '' : two(size % 60);
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}${
    two(Math.floor(size / 60) % 60)
  }${rest}`;
}

/** The wall at an instant, by an offset: `20261025T020000`. */
const wallAt = (at: Date, offset: number) =>
  new Date(at.getTime() + offset * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');

const observance = (kind: string, from: number, to: number, begins: string) => [
  `BEGIN:${kind}`,
  `DTSTART:${begins}`,
  `TZOFFSETFROM:${offsetOf(from)}`,
  `TZOFFSETTO:${offsetOf(to)}`,
  `END:${kind}`,
];

/**
 * Writes the VTIMEZONE of a zone (RFC 5545 3.6.5): its offset when the feed begins, and each change
 * after that as an observance of its own, which needs no rules and can say everything.
 */
export function vtimezone({ name, offset, changes }: FeedZone): string {
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    ...observance('STANDARD', offset, offset, '19700101T000000'),
    ...changes.flatMap(({ at, was, becomes }) =>
      observance(becomes > was ? 'DAYLIGHT' : 'STANDARD', was, becomes, wallAt(at, was))
    ),
    'END:VTIMEZONE',
  ].join('\n');
}
