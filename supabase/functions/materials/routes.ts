import type { FileStore } from '../../../src/files/file-store.ts';
import type { App } from '../_shared/http/app.ts';
import { assetRoutes } from './asset-routes.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { fileRoutes } from './file-routes.ts';

export function materialsRoutes(app: App, ports: { files: FileStore }): void {
  assetRoutes(app);
  attachmentRoutes(app);
  fileRoutes(app, ports);
}
