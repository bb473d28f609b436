import { assets } from './assets.ts';
import { attachments } from './attachments.ts';
import { materialFunctions } from './functions.ts';

export const materials = [assets, attachments, ...materialFunctions];
