import { Buffer } from 'node:buffer';

/** Longer values are cut, and say so. */
const LONGEST = 300;

/** One value as Postgres has it: null is told from the text. */
export const Value = ({ of }: { of: unknown }) => {
  if (of === null || of === undefined) return <span class='null'>null</span>;
  const text = textOf(of);
  if (text.length <= LONGEST) return <span class='value'>{text}</span>;
  return (
    <span class='value'>
      {text.slice(0, LONGEST)}…<span class='cut'>({text.length} characters)</span>
    </span>
  );
};

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
