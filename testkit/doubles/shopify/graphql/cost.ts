import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { schema } from './schema.ts';

/** How many points a mutation costs, whatever it selects. */
const MUTATION = 10;
/** The dearest single query. */
export const MAX_COST = 1000;
/** Measured on live shops: a page of 250 plain nodes costs about 12, one in such a page about 140. */
const NODES_A_POINT = 25;
const CONNECTION = 2;

export type SizeOf = (field: FieldNode) => number;

/** What a document costs by Shopify's rules, with so many nodes in each connection. */
export function costOf(document: DocumentNode, sizeOf: SizeOf): number {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : []
    ),
  );
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  const root = schema.getRootType(operation.operation)!;

  function ofSet(set: SelectionSetNode | undefined, type: GraphQLCompositeType): number {
    return (set?.selections ?? []).reduce((total, selection) => {
      if (selection.kind === Kind.FIELD) return total + ofField(selection, type);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)!
        : selection;
      const named = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const inside = isCompositeType(named) ? named : type;
      return total + ofSet(fragment.selectionSet, inside);
    }, 0);
  }

  function ofField(field: FieldNode, parent: GraphQLCompositeType): number {
    const type = getNamedType(fieldsOf(parent)[field.name.value]?.type);
    if (!type || !isCompositeType(type)) return 0;
    const inside = ofSet(field.selectionSet, type);
    if (parent === schema.getMutationType()) return MUTATION;
    if (type.name.endsWith('Connection')) {
      return CONNECTION + Math.ceil(sizeOf(field) / NODES_A_POINT) * (1 + inside);
    }
    // A page's edges and nodes are paid with the page.
    const free = parent.name.endsWith('Connection') || parent.name.endsWith('Edge');
    return inside + (free ? 0 : 1);
  }

  return ofSet(operation.selectionSet, root);
}

const fieldsOf = (type: GraphQLCompositeType) =>
  isObjectType(type) ? (type as GraphQLObjectType).getFields() : {};

/** As many nodes as a page asks for, which is what Shopify admits a query by. */
export function askedSize(variables: Record<string, unknown>): SizeOf {
  return (field) => {
    const argument = field.arguments?.find(({ name }) => ['first', 'last'].includes(name.value));
    if (argument?.value.kind === Kind.INT) return Number(argument.value.value);
    if (argument?.value.kind === Kind.VARIABLE) {
      return Number(variables[argument.value.name.value] ?? 0);
    }
    return 0;
  };
}
