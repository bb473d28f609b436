import type { FileStore } from '../../../src/knowledge/files/file-store.ts';
import type { App } from '../_shared/http/app.ts';
import type { EmbedQuestion } from '../_shared/adapters/embeddings.ts';
import { documentRoutes } from './document-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

export function knowledgeRoutes(app: App, files: FileStore, embedQuestion: EmbedQuestion): void {
  uploadRoutes(app, files);
  documentRoutes(app);
  searchRoutes(app, embedQuestion);
}
