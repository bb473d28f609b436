import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { schema } from '../graphql/schema.ts';

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

/** What Shopify says against a bulk query, in its words; nothing if it may run. */
export function bulkRefusals(document: DocumentNode): string[] {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== 'query') {
    return ['Invalid operation type. Only `query` operations are supported.'];
  }
  const { connections, deepest, byNodes, withoutId } = shapeOf(document);
  const roots = fieldsOf(operation.selectionSet, document);
  const refusals: string[] = [];
  if (byNodes.length > 0) {
    refusals.push(
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', " +
        `e.g: '${byNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. ` +
        `Invalid connection fields: '${byNodes.join("', '")}'.`,
    );
  }
  if (roots.some(({ name }) => ['node', 'nodes'].includes(name.value))) {
    refusals.push('Bulk queries cannot contain a top level `node` field.');
  }
  if (roots.length > 1) refusals.push('Bulk queries must have a single top level field.');
  if (connections === 0) refusals.push('Bulk queries must contain at least one connection.');
  if (connections > MOST_CONNECTIONS) {
    refusals.push(`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`);
  }
  // The outermost one is not nested.
  if (deepest - 1 > DEEPEST) {
    refusals.push(
      `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`,
    );
  }
  if (withoutId.length > 0) {
    refusals.push(
      "The parent 'node' field for a nested connection must select the 'id' field without an " +
        "alias and must be of 'ID' return type. Connection fields without 'id': " +
        `${withoutId.join(', ')}.`,
    );
  }
  return refusals;
}

function shapeOf(document: DocumentNode) {
  const shape = {
    connections: 0,
    deepest: 0,
    byNodes: [] as string[],
    withoutId: [] as string[],
  };
  const types = new TypeInfo(schema);
  const open: string[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          if (!isConnection(types)) return;
          const inside = fieldsOf(field.selectionSet, document).map(({ name }) => name.value);
          if (inside.includes('nodes')) shape.byNodes.push(field.name.value);
          shape.connections++;
          open.push(field.name.value);
          shape.deepest = Math.max(shape.deepest, open.length);
          if (nests(field, document) && !selectsId(field, document)) {
            shape.withoutId.push(field.name.value);
          }
        },
        leave: () => void (isConnection(types) && open.pop()),
      },
    }),
  );
  return shape;
}

const isConnection = (types: TypeInfo) =>
  Boolean(getNamedType(types.getType())?.name.endsWith('Connection'));

/** The fields of the nodes of a connection. */
const nodeFields = (connection: FieldNode, document: DocumentNode): FieldNode[] =>
  fieldsOf(connection.selectionSet, document)
    .filter(({ name }) => name.value === 'edges')
    .flatMap((edges) => fieldsOf(edges.selectionSet, document))
    .filter(({ name }) => name.value === 'node')
    .flatMap((node) => fieldsOf(node.selectionSet, document));

const nests = (connection: FieldNode, document: DocumentNode) =>
  nodeFields(connection, document).some((field) =>
    fieldsOf(field.selectionSet, document).some(({ name }) => name.value === 'edges')
  );

const selectsId = (connection: FieldNode, document: DocumentNode) =>
  nodeFields(connection, document).some(({ name, alias }) => name.value === 'id' && !alias);

/** The fields of a selection, those of its fragments included. */
function fieldsOf(set: SelectionSetNode | undefined, document: DocumentNode): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, document);
    const fragment = document.definitions.find((one): one is FragmentDefinitionNode =>
      one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value
    );
    return fieldsOf(fragment?.selectionSet, document);
  });
}
