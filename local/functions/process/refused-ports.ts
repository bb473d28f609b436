import { Socket } from 'node:net';

/** The platform lets nobody send mail past a provider; 465 and providers' other ports are open. */
const REFUSED = [25, 587];

/**
 * Refuses connections to the ports that the hosted platform does not connect functions to
 * (https://supabase.com/docs/guides/functions/limits), however a function asks for one.
 */
export function refusePorts(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return refusal(URL.canParse(url) && new URL(url).port) ?? fetch(input, init);
  };
  const { connect, connectTls } = Deno;
  Object.assign(Deno, {
    connect: (to: Deno.Target) => refusal(to.port) ?? connect(to),
    connectTls: (to: Deno.Target) => refusal(to.port) ?? connectTls(to),
  });
  const open = Socket.prototype.connect as (this: Socket, ...to: unknown[]) => Socket;
  Object.assign(Socket.prototype, {
    connect(this: Socket, ...to: unknown[]): Socket {
      const refused = refusal(portOf(to));
      if (!refused) return open.apply(this, to);
      refused.catch((error) => this.destroy(error));
      return this;
    },
  });
}

function refusal(port: unknown): Promise<never> | undefined {
  if (!REFUSED.includes(Number(port))) return undefined;
  return Promise.reject(new Error(`Hosted functions cannot connect to port ${port}.`));
}

/** `connect(port)`, `connect({ port })`, or the list of arguments that `net.connect` makes of them. */
function portOf([first]: unknown[]): unknown {
  if (Array.isArray(first)) return portOf(first);
  return typeof first === 'object' && first !== null && 'port' in first ? first.port : first;
}
