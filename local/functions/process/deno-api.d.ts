/** The part of Deno that the files on its side of the runtime use. */
declare namespace Deno {
  interface Target {
    port: number;
  }
  function serve(
    options: { port: number; hostname: string; onListen(address: { port: number }): void },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown;
  function connect(to: Target): Promise<unknown>;
  function connectTls(to: Target): Promise<unknown>;
  function exit(code: number): never;
  const stdin: { readable: ReadableStream<Uint8Array> };
}
