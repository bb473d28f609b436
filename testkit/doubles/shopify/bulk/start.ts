import { execute } from 'graphql';
import { type Context, contextOf, digitsOf } from '../graphql/context.ts';
import { queries } from '../graphql/queries.ts';
import { schema } from '../graphql/schema.ts';
import { understood } from '../graphql/understood.ts';
import { nextId, secondOf } from '../records.ts';
import type { FakeShop } from '../shop.ts';
import { linesOf } from './lines.ts';
import { bulkRefusals } from './rules.ts';
import type { BulkRun } from './run.ts';
import { bulkView, isOver } from './runs.ts';

/** As many bulk queries of an app run at once in a shop, since 2026-01. */
const AT_ONCE = 5;

const invalid = (messages: string[]) => ({
  bulkOperation: null,
  userErrors: messages.map((message) => ({ code: 'INVALID', field: ['query'], message })),
});

/** What `Mutation` does with bulk operations, in Shopify's names. */
export const bulkMutations = {
  async bulkOperationRunQuery(
    { query, groupObjects }: { query: string; groupObjects: boolean },
    { shop }: Context,
  ) {
    const read = understood(query);
    if ('errors' in read) {
      return invalid(read.errors.map(({ message }) => `Invalid bulk query: ${message}`));
    }
    const refusals = bulkRefusals(read.document);
    if (refusals.length > 0) return invalid(refusals);
    if (shop.runs.filter((run) => !isOver(run)).length >= AT_ONCE) {
      const message = 'Bulk operations limit reached. Please try again later.';
      return {
        bulkOperation: null,
        userErrors: [{ code: 'LIMIT_REACHED', field: null, message }],
      };
    }
    const { data, errors } = await execute({
      schema,
      document: read.document,
      rootValue: queries,
      contextValue: contextOf(shop, true),
    });
    const run = startedOf(shop, query);
    if (errors) {
      const denied = errors.some(({ extensions }) => extensions.code === 'ACCESS_DENIED');
      run.errorCode = denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
    } else {
      const found = linesOf(data ?? {}, {
        grouped: groupObjects,
        scrambled: shop.bulk.scrambled,
      });
      Object.assign(run, found);
    }
    shop.runs.push(run);
    return { bulkOperation: bulkView(shop, run), userErrors: [] };
  },

  bulkOperationCancel({ id }: { id: string }, { shop }: Context) {
    const digits = digitsOf('BulkOperation', id);
    const run = shop.runs.find((run) => run.id === digits);
    if (!run) {
      return {
        bulkOperation: null,
        userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }],
      };
    }
    if (isOver(run)) {
      const message = 'A bulk operation cannot be canceled when it is ' +
        run.status.toLowerCase();
      return { bulkOperation: bulkView(shop, run), userErrors: [{ field: null, message }] };
    }
    run.status = 'CANCELING';
    return { bulkOperation: bulkView(shop, run), userErrors: [] };
  },
};

const startedOf = (shop: FakeShop, query: string): BulkRun => ({
  id: nextId(),
  query,
  status: 'CREATED',
  errorCode: null,
  createdAt: secondOf(shop.now()),
  completedAt: null,
  polls: 0,
  lines: [],
  roots: 0,
});
