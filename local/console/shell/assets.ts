import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder, serveFile } from '../../stack/package-files.ts';

const FOLDER = fileURLToPath(new URL('./assets', import.meta.url));

/** Scripts of packages that draw charts, from where they are installed. */
const OF_PACKAGES: Record<string, string> = {
  'd3.min.js': 'd3',
  'plot.umd.min.js': '@observablehq/plot',
};

/** The stylesheet and the scripts, all there are. */
export function serveAsset(name: string): Promise<Response | undefined> {
  const of = Object.hasOwn(OF_PACKAGES, name) ? OF_PACKAGES[name] : undefined;
  return serveFile(of ? join(packageFolder(of), '../dist') : FOLDER, name);
}
