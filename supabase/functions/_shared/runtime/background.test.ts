import { afterEach, describe, expect, it, vi } from 'vitest';
import { inBackground } from './background.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('work in the background', () => {
  it('keeps the isolate alive where the platform can, until it is done', async () => {
    const waitUntil = vi.fn<(work: Promise<unknown>) => void>();
    vi.stubGlobal('EdgeRuntime', { waitUntil });
    let done = false;
    inBackground('test', async () => {
      await Promise.resolve();
      done = true;
    });
    expect(done).toBe(false);
    await waitUntil.mock.calls[0]![0];
    expect(done).toBe(true);
  });

  it('logs a fault instead of throwing it at nobody', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    inBackground('test', () => Promise.reject(new Error('lost')));
    await vi.waitFor(() => expect(error).toHaveBeenCalled());
    expect(JSON.parse(error.mock.calls[0]![0])).toMatchObject({
      event: 'background_fault',
      work: 'test',
      message: 'lost',
    });
  });
});
