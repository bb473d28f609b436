import type { Caller } from '../../../../src/caller.ts';
import { knowledgeDatabase } from './knowledge.ts';

/** A manager and a student of one gym, a stranger, and documents of theirs. */
export async function knowledgePeople() {
  const at = await knowledgeDatabase();
  const [manager, student, stranger] = await Promise.all(
    ['manager', 'student', 'stranger'].map((subject) => at.arrive(subject)),
  ) as [Caller, Caller, Caller];
  const gym = await at.gym(manager, student);
  let texts = 0;
  /** Text that no other test uploads: the same file would be the same document. */
  const someText = () =>
    `# Belts\n\nText ${++texts} about belts and grading.\n\n## Blue\n\nTwo years.`;
  return {
    ...{ at, manager, student, stranger, gym, someText },
    /** A document that has been processed. */
    async ready(caller: Caller, gymId?: string, text = someText()) {
      const { document } = await at.upload(caller, 'belts.md', text, gymId);
      await at.run();
      return (await at.document(document.id))!;
    },
  };
}

export type KnowledgePeople = Awaited<ReturnType<typeof knowledgePeople>>;
