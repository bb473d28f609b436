import { writeFile } from 'node:fs/promises';
import { fontModule } from '../fonts/font-module.ts';

await writeFile('src/belts/certificates/font/roboto-slab.ts', await fontModule());
