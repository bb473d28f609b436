import process from 'node:process';

const WIDTH = 24;

export interface ProgressBar {
  /** Draws `done` of `total`, both in units of the work. */
  update(done: number, total: number): void;
  /** Takes the bar away and leaves `last`, if given, in its place. */
  end(last?: string): void;
}

/**
 * A bar on standard error for work that one waits for, so that standard output stays clean. Where
 * that is no terminal, a line per tenth of the way.
 */
export function progressBar(title: string, stream = process.stderr): ProgressBar {
  const rewrite = (text: string) => stream.write(`\r\x1b[2K${text}`);
  let tenth = -1;
  return {
    update(done, total) {
      const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
      const text = `${title} ${bar(share)} ${done}/${total}`;
      if (stream.isTTY) {
        rewrite(text);
      } else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        stream.write(`${text}\n`);
      }
    },
    end(last) {
      if (stream.isTTY) rewrite('');
      if (last !== undefined) stream.write(`${last}\n`);
    },
  };
}

/** A share from 0 to 1, drawn. */
export function bar(share: number): string {
  const full = Math.round(share * WIDTH);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}
