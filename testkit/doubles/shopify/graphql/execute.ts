import { execute, type ExecutionResult, GraphQLError } from 'graphql';
import { bulkMutations } from '../bulk/start.ts';
import type { FakeShop } from '../shop.ts';
import { contextOf } from './context.ts';
import { askedSize, costOf, MAX_COST } from './cost.ts';
import { queries } from './queries.ts';
import { schema } from './schema.ts';
import { subscriptionMutations } from './subscriptions.ts';
import { understood } from './understood.ts';

export interface GraphqlRequest {
  query?: unknown;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

const rootValue = { ...queries, ...bulkMutations, ...subscriptionMutations };

/** Answers a query with what it costs, or refuses it, always with status 200. */
export async function answer(shop: FakeShop, request: GraphqlRequest) {
  const { query, variables: given, operationName } = request;
  const variables = given ?? {};
  const read = understood(typeof query === 'string' ? query : '');
  if ('errors' in read) return { errors: read.errors };
  const { document } = read;

  const requestedQueryCost = costOf(document, askedSize(variables));
  if (requestedQueryCost > MAX_COST) return tooDear(requestedQueryCost);
  if (requestedQueryCost > shop.bucket.level) return throttled(shop, requestedQueryCost);

  const context = contextOf(shop);
  const result = await execute({
    schema,
    document,
    rootValue,
    contextValue: context,
    variableValues: variables,
    operationName,
  });
  const actualQueryCost = costOf(document, (field) => context.served.get(field) ?? 0);
  shop.bucket.take(actualQueryCost);
  return withCost(shop, result, requestedQueryCost, actualQueryCost);
}

const withCost = (
  shop: FakeShop,
  result: ExecutionResult,
  requestedQueryCost: number,
  actualQueryCost: number | null,
) => ({
  ...result,
  extensions: {
    cost: { requestedQueryCost, actualQueryCost, throttleStatus: shop.bucket.status },
  },
});

const throttled = (shop: FakeShop, requested: number) =>
  withCost(
    shop,
    {
      errors: [
        new GraphQLError('Throttled', {
          extensions: {
            code: 'THROTTLED',
            documentation: 'https://shopify.dev/api/usage/rate-limits',
          },
        }),
      ],
    },
    requested,
    null,
  );

const tooDear = (cost: number) => ({
  errors: [
    new GraphQLError(
      `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_COST}).`,
      {
        extensions: {
          code: 'MAX_COST_EXCEEDED',
          cost,
          maxCost: MAX_COST,
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ),
  ],
});
