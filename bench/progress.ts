import process from 'node:process';

const WIDTH = 24;

export interface ProgressLine {
  update(done: number, of: number): void;
  /** Takes the line away again; on a terminal nothing of it stays. */
  end(): void;
}

/** A bar on standard error while a part runs; where that is no terminal, one line as it starts. */
export function progressLine(title: string): ProgressLine {
  const { stderr } = process;
  if (!stderr.isTTY) {
    stderr.write(`${title} …\n`);
    return { update: () => {}, end: () => {} };
  }
  const draw = (text: string) => stderr.write(`\r\x1b[2K${text}`);
  draw(`${title} …`);
  return {
    update: (done, of) => draw(`${bar(done / of)} ${done}/${of} ${title}`),
    end: () => draw(''),
  };
}

/** A share from 0 to 1 as a bar of fixed width. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}
