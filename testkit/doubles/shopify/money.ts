/** Amounts as text, counted in ten-thousandths by integers: no double of money may know floats. */

const UNIT = 10_000n;

export function units(amount: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`This is no amount: ${amount}`);
  const value = BigInt(whole) * UNIT + BigInt(fraction.padEnd(4, '0'));
  return sign ? -value : value;
}

/** The amount in full: `12.5000`. */
export function amountOf(value: bigint): string {
  const size = value < 0n ? -value : value;
  const fraction = String(size % UNIT).padStart(4, '0');
  return `${value < 0n ? '-' : ''}${size / UNIT}.${fraction}`;
}

export const sum = (amounts: string[]): string =>
  amountOf(amounts.reduce((total, amount) => total + units(amount), 0n));

/** As GraphQL's `Decimal` is written: `25.98`, `12.5`, `1000.0`. */
export const inGraphql = (amount: string): string =>
  amountOf(units(amount)).replace(/0{1,3}$/, '').replace(/\.$/, '.0');

/** As webhooks write it, with as many digits as the currency has: `12.50`, and `1000` yen. */
export function inRest(amount: string, currency: string): string {
  const full = amountOf(units(amount));
  const digits = digitsOf(currency);
  return digits === 0 ? full.slice(0, -5) : full.slice(0, full.length - (4 - digits));
}

const known = new Map<string, number>();

function digitsOf(currency: string): number {
  const digits = known.get(currency) ??
    new Intl.NumberFormat('en', { style: 'currency', currency })
      .resolvedOptions().maximumFractionDigits ??
    2;
  known.set(currency, digits);
  return digits;
}
