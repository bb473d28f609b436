-- What a guardian agrees to when a child's data is kept. Never changed: add a version.
insert into public.consent_texts (kind, text_version, text) values
  ('child_data', '2026-11.en',
    'I am a guardian of this child, and I agree that the academies they train at keep their name, date of birth, attendance, belts, and the emergency contacts and medical notes that I give, for as long as they train there. I can see and correct all of it, and have it exported or erased, at any time.'),
  ('child_data', '2026-11.pt',
    'Sou responsável por esta criança e concordo que as academias em que ela treina guardem o seu nome, a sua data de nascimento, as suas presenças, as suas faixas e os contatos de emergência e as notas médicas que eu informar, enquanto ela treinar nelas. Posso ver, corrigir, exportar e apagar tudo isso a qualquer momento.')
on conflict (kind, text_version) do nothing;
