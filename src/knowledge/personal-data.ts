import { z } from 'zod';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { documentChunksPersonal } from '../db/schema/knowledge/document-chunks.ts';
import { documentsPersonal } from '../db/schema/knowledge/documents.ts';
import { Document } from './documents/contract.ts';

/** What a person uploaded; `private.erase_knowledge` removes it. */
export const knowledgePersonal: PersonalPart = {
  personal: [documentsPersonal, documentChunksPersonal],
  exports: {
    documents: exported(
      'documents',
      z.array(Document.omit({ error_message: true })).meta({
        description: 'Files and texts are at /knowledge/documents',
      }),
    ),
  },
};
