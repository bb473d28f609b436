/** The part of Deno that the files on its side of the runtime use. */
declare namespace Deno {
  function serve(
    options: { port: number; hostname: string; onListen(address: { port: number }): void },
    handler: (request: Request) => Response | Promise<Response>,
  ): { shutdown(): Promise<void> };
  function exit(code: number): never;
  function execPath(): string;
  const args: string[];
  const stdin: { readable: ReadableStream<Uint8Array> };
  class Command {
    constructor(command: string, options: {
      args: string[];
      stdin: 'piped';
      stdout: 'piped';
      stderr: 'inherit';
    });
    spawn(): {
      stdout: ReadableStream<Uint8Array>;
      status: Promise<unknown>;
      kill(signal: 'SIGKILL'): void;
    };
  }
}
