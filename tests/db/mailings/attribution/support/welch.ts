/** Welch's interval of the difference of two means, of lists of values: by the book, in floats. */
export function welch(treated: readonly number[], heldOut: readonly number[]) {
  const [a, b] = [momentsOf(treated), momentsOf(heldOut)];
  const error = a.error + b.error;
  const freedom = error ** 2 / (a.error ** 2 / (a.n - 1) + b.error ** 2 / (b.n - 1));
  const difference = a.mean - b.mean;
  const half = quantile(freedom) * Math.sqrt(error);
  return { difference, half, low: difference - half, high: difference + half };
}

/** The mean in a first pass, what is off it in a second. */
function momentsOf(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { n, mean, error: variance / n };
}

/** Where Student's distribution has 2.5 % above it: its density summed up (Simpson) and bisected. */
export function quantile(freedom: number): number {
  const density = (t: number) => (1 + t * t / freedom) ** (-(freedom + 1) / 2);
  const area = (to: number) => {
    const steps = 600;
    const width = to / steps;
    let sum = density(0) + density(to);
    for (let i = 1; i < steps; i++) sum += density(i * width) * (i % 2 ? 4 : 2);
    return sum * width / 3;
  };
  // Of 29 degrees and more, nothing is beyond thirty.
  const half = area(30);
  let [low, high] = [1.9, 3];
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (area(middle) / half < 0.95) low = middle;
    else high = middle;
  }
  return low;
}
