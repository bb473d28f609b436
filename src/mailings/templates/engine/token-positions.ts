import type { Token } from 'liquidjs';

/** Where the lines of a text begin. */
function linesOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * Has tokens know where they are without reading their source from the beginning, each for itself:
 * LiquidJS asks that of every variable, and what is full of them would keep a function busy for minutes.
 */
export function keepLines({ Token: { prototype } }: { Token: typeof Token }): void {
  let known = { input: '', starts: [0] };
  prototype.getPosition = function () {
    const { input, begin } = this;
    if (input !== known.input) known = { input, starts: linesOf(input) };
    const { starts } = known;
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= begin) low = middle;
      else high = middle;
    }
    return [low + 1, begin - starts[low]! + 1];
  };
}
