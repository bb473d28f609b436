/** Works on the items `lanes` at a time; the answers are in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<R>,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < items.length) {
      const i = next++;
      results[i] = await work(items[i]!);
      onProgress(++done, items.length);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
