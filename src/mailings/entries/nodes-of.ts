import { eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { automationVersions } from '../../db/schema/mailings/automations/automation-versions.ts';
import { type Node, Nodes } from '../automations/versions/node.ts';

/** How many versions are remembered: they never change, and reading one is a flight. */
const MOST = 500;
const known = new Map<string, Node[] | null>();

/** Reads the nodes of a version; null for one that cannot be understood, because raw SQL wrote it. */
export async function nodesOf(db: SystemDatabase, version_id: string): Promise<Node[] | null> {
  const remembered = known.get(version_id);
  if (remembered !== undefined) return remembered;
  const [version] = await db.select({ nodes: automationVersions.nodes }).from(automationVersions)
    .where(eq(automationVersions.id, version_id));
  const nodes = Nodes.safeParse(version?.nodes).data ?? null;
  if (known.size >= MOST) known.delete(known.keys().next().value!);
  known.set(version_id, nodes);
  return nodes;
}
