/** A value of JSON whose whole numbers may be larger than JavaScript's. */
export type Json =
  | bigint
  | boolean
  | null
  | number
  | string
  | Json[]
  | { [name: string]: Json };

/** JSON as Shopify writes it: ids are bare numbers, however large they are. */
export function jsonOf(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, own]) =>
    `${JSON.stringify(name)}:${jsonOf(own)}`
  );
  return `{${fields.join(',')}}`;
}
