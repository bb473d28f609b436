import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

export interface FunctionEntry {
  name: string;
  /** Absolute path of its `index.ts`. */
  entry: string;
}

/** The functions of the project, as the Supabase CLI finds them: folders with an `index.ts`. */
export async function discoverFunctions(): Promise<FunctionEntry[]> {
  const root = join(PROJECT_ROOT, 'supabase/functions');
  const folders = await readdir(root, { withFileTypes: true });
  const found: FunctionEntry[] = [];
  for (const { name } of folders.filter((one) => one.isDirectory() && !/^[_.]/.test(one.name))) {
    const entry = join(root, name, 'index.ts');
    if (await access(entry).then(() => true, () => false)) found.push({ name, entry });
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
