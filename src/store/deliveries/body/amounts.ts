/** Amounts have four decimals at most; whole numbers of these add up exactly. */
const DECIMALS = 4;

const unitsOf = (digits: string): bigint => {
  const [whole = '', fraction = ''] = digits.split('.');
  return BigInt(whole + fraction.padEnd(DECIMALS, '0'));
};

const digitsOf = (units: bigint): string => {
  const padded = units.toString().padStart(DECIMALS + 1, '0');
  return `${padded.slice(0, -DECIMALS)}.${padded.slice(-DECIMALS)}`;
};

/** Adds amounts up: '0.0000' for none. */
export const sumOf = (amounts: readonly string[]): string =>
  digitsOf(amounts.reduce((sum, amount) => sum + unitsOf(amount), 0n));

/** Converts an amount by the rate at which `from` is `to`, rounded to the nearest, half of one up. */
export function convert(amount: string, from: string, to: string): string {
  const [all, whole] = [unitsOf(amount) * unitsOf(to), unitsOf(from)];
  return whole === 0n ? digitsOf(0n) : digitsOf((2n * all + whole) / (2n * whole));
}
