/** The part of Deno that the two files on its side of the runtime use. */
declare namespace Deno {
  function serve(
    options: { port: number; hostname: string; onListen(address: { port: number }): void },
    handler: (request: Request) => Response | Promise<Response>,
  ): void;
  function exit(code: number): never;
  const stdin: { readable: ReadableStream<Uint8Array> };
}
