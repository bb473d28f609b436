/** Sends what functions fetch from the gateway's public URL to where this machine finds it. */
export function rerouteFetch(from: string, to: string): void {
  const { fetch } = globalThis;
  const toHere = (url: string) => url.startsWith(`${from}/`) ? to + url.slice(from.length) : url;
  globalThis.fetch = (input, init) =>
    input instanceof Request
      ? fetch(new Request(toHere(input.url), input), init)
      : fetch(toHere(String(input)), init);
}
