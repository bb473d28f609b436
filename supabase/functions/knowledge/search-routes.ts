import { pageOf } from '../../../src/contract/page.ts';
import { SearchHit, SearchQuery } from '../../../src/knowledge/search/contract.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import type { App } from '../_shared/http/app.ts';
import type { EmbedQuestion } from '../_shared/adapters/embeddings.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

export function searchRoutes(app: App, embedQuestion: EmbedQuestion): void {
  userRoute(
    app,
    {
      id: 'search',
      method: 'get',
      path: '/search',
      summary: 'Passages that answer a question, best first',
      description:
        'Among my documents and those of my gyms. By words, and by meaning where an embedding ' +
        'model is configured; without one, a question of nothing but stop words finds nothing.',
      query: SearchQuery,
      response: pageOf(SearchHit),
    },
    ({ db, query, paginate }) => {
      const { q, gym_id, document_id, group } = query;
      const input = {
        question: q,
        gym_id,
        document_ids: document_id ? [document_id] : undefined,
        group,
      };
      const embed = () => embedQuestion(db, q);
      return paginate(query, (page) => searchDocuments(db, input, page, embed));
    },
  );
}
