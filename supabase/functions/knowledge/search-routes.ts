import { pageOf } from '../../../src/contract/page.ts';
import { SearchHit, SearchQuery } from '../../../src/knowledge/search/contract.ts';
import type { EmbedQuestion } from '../../../src/knowledge/search/question-vector.ts';
import { searchDocuments } from '../../../src/knowledge/search/search-documents.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { callerLimiter } from '../_shared/limits/limiter.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

/** A search is the longest statement there is: nobody has more of them at once. */
const searches = callerLimiter(2, 20);

export function searchRoutes(app: App, ports: { embedQuestion: EmbedQuestion }): void {
  route(
    app,
    withContext(userStack, ports),
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
    // The address narrows to one document, whoever asks by code to several.
    (ctx, { document_id, ...input }) =>
      searches(ctx.caller.userId)(() =>
        searchDocuments(ctx, { ...input, document_ids: document_id ? [document_id] : undefined })
      ),
  );
}
