import type { ShopContext } from '../shops/access/shop-access.ts';
import type { LineFiles } from './line-files.ts';

/** What reads bulk operations needs of the outside. */
export interface BulkContext extends ShopContext {
  files: LineFiles;
}
