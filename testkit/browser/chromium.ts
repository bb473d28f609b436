import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine, of `CHROMIUM` where that is set. Undefined: it has none. */
const executablePath = process.env.CHROMIUM || PLACES.find((place) => existsSync(place));

export const hasChromium = executablePath !== undefined;

/** For the name of a suite: says why it was skipped. */
export const inChromium = hasChromium
  ? 'in Chromium'
  : 'in Chromium (not installed: apt-get install chromium)';

/** Starts Chromium without a window. It refuses its sandbox to root, so root goes without. */
export const startChromium = (args: string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
