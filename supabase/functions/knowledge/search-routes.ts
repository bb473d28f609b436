import { pageOf } from '../../../src/contracts/page.ts';
import { SearchHit, SearchQuery } from '../../../src/contracts/search.ts';
import { searchDocuments } from '../../../src/knowledge/search-documents.ts';
import type { App } from '../_shared/app.ts';
import { userRoute } from '../_shared/user-route.ts';

export function searchRoutes(app: App): void {
  userRoute(
    app,
    {
      id: 'search',
      method: 'get',
      path: '/search',
      summary: 'Passages that answer a question, best first',
      description:
        'Among my documents and those of my gyms. A question of nothing but stop words ' +
        'finds nothing.',
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
      return paginate(query, (page) => searchDocuments(db, input, page));
    },
  );
}
