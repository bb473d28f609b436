import type { FileStore } from '../../../src/files/file-store.ts';
import type { EmbedQuestion } from '../../../src/knowledge/search/question-vector.ts';
import type { App } from '../_shared/http/app.ts';
import { documentRoutes } from './document-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { uploadRoutes } from './upload-routes.ts';

interface Ports {
  files: FileStore;
  embedQuestion: EmbedQuestion;
}

export function knowledgeRoutes(app: App, { files, embedQuestion }: Ports): void {
  uploadRoutes(app, { files });
  documentRoutes(app);
  searchRoutes(app, { embedQuestion });
}
