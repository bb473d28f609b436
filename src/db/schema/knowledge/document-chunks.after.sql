-- Ranking reads the lexemes of thousands of chunks: they stay in the row, uncompressed.
alter table public.document_chunks set (toast_tuple_target = 8160);
