import { fileURLToPath } from 'node:url';
import { serveFile } from '../../stack/package-files.ts';

const FOLDER = fileURLToPath(new URL('./assets', import.meta.url));

/** The stylesheet and the script, the only two there are. */
export const serveAsset = (name: string): Promise<Response | undefined> => serveFile(FOLDER, name);
