import { describe, expect, it } from 'vitest';
import { bar, progressBar } from './progress-bar.ts';

/** What the bar writes to a terminal, or to a file. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, to: { isTTY, write } as unknown as NodeJS.WriteStream & { fd: 2 } };
}

describe('progressBar', () => {
  it('is redrawn in place on a terminal and leaves the last word', () => {
    const { written, to } = stream(true);
    const progress = progressBar('ingest', to);
    progress.update(1, 4);
    progress.update(4, 4);
    progress.end('done');
    expect(written).toEqual([
      `\r\x1b[2Kingest ${'█'.repeat(6)}${'░'.repeat(18)} 1/4`,
      `\r\x1b[2Kingest ${'█'.repeat(24)} 4/4`,
      '\r\x1b[2K',
      'done\n',
    ]);
  });

  it('writes a line per tenth where nobody can see it move', () => {
    const { written, to } = stream(false);
    const progress = progressBar('ingest', to);
    for (let done = 0; done <= 1_000; done++) progress.update(done, 1_000);
    progress.end();
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe(`ingest ${bar(1)} 1000/1000\n`);
  });

  it('starts empty while the total is not known', () => {
    const { written, to } = stream(true);
    progressBar('ingest', to).update(0, 0);
    expect(written[0]).toContain(`${bar(0)} 0/0`);
  });
});
