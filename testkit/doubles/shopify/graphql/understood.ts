import { type DocumentNode, GraphQLError, parse, validate } from 'graphql';
import { schema } from './schema.ts';

/** A document of valid fields, or the words in which Shopify says what is not. */
export function understood(text: string): { document: DocumentNode } | { errors: GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
  const errors = validate(schema, document).map(inShopifysWords);
  return errors.length > 0 ? { errors } : { document };
}

function inShopifysWords(error: GraphQLError): GraphQLError {
  const [, fieldName, typeName] =
    /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message) ?? [];
  if (!fieldName) return error;
  return new GraphQLError(`Field '${fieldName}' doesn't exist on type '${typeName}'`, {
    nodes: error.nodes,
    extensions: { code: 'undefinedField', typeName, fieldName },
  });
}
