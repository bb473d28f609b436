import { describe, expect, it } from 'vitest';
import { languageOf, recognise } from './recognise.ts';

describe('a question about one’s own training', () => {
  it.each([
    ['When do I train this week?', 'en', 'this_week'],
    ['when do we train tomorrow', 'en', 'tomorrow'],
    ['What classes do I have today?', 'en', 'today'],
    ['Which days do I train next week?', 'en', 'next_week'],
    ['When is my next class?', 'en', undefined],
    ['Quando eu treino esta semana?', 'pt', 'this_week'],
    ['Que horas treino amanhã?', 'pt', 'tomorrow'],
    ['Quais aulas eu tenho hoje?', 'pt', 'today'],
    ['Quando é o meu próximo treino?', 'pt', undefined],
    ['Quais dias tenho treino na semana que vem?', 'pt', 'next_week'],
  ])('asks for the schedule: %s', (question, language, when) => {
    expect(recognise(question)).toEqual({ tool: 'schedule', language, when, person: 'me' });
  });

  it('may be about one’s children', () => {
    expect(recognise('When does my son train tomorrow?')).toMatchObject({
      ...{ tool: 'schedule', person: 'children', when: 'tomorrow' },
    });
    expect(recognise('Quando meus filhos treinam esta semana?')).toMatchObject({
      ...{ tool: 'schedule', person: 'children', language: 'pt' },
    });
  });

  it.each([
    ['What am I missing for purple?', 'en', 'purple', 'me'],
    ['What do I still need to get my blue belt?', 'en', 'blue', 'me'],
    ['How long until I get brown?', 'en', 'brown', 'me'],
    ['What does my daughter need for the yellow belt?', 'en', 'yellow', 'children'],
    ['How far am I from blue to purple?', 'en', 'purple', 'me'],
    ['O que me falta para a faixa roxa?', 'pt', 'purple', 'me'],
    ['O que falta pra roxa?', 'pt', 'purple', 'me'],
    ['Quanto tempo falta para a preta?', 'pt', 'black', 'me'],
    ['Quando posso pegar a faixa azul?', 'pt', 'blue', 'me'],
    ['O que falta para meu filho pegar a cinza?', 'pt', 'grey', 'children'],
  ])('asks for the progress: %s', (question, language, belt, person) => {
    expect(recognise(question)).toMatchObject({ tool: 'progress', language, belt, person });
  });

  it.each([
    ['Who of my children was absent?', 'en', undefined],
    ['Which of my kids missed class yesterday?', 'en', 'yesterday'],
    ['Did my son miss training this week?', 'en', 'this_week'],
    ['Quem dos meus filhos faltou?', 'pt', undefined],
    ['Meu filho faltou ontem?', 'pt', 'yesterday'],
    ['Qual das minhas filhas não veio na semana passada?', 'pt', 'last_week'],
  ])('asks for the attendance: %s', (question, language, when) => {
    expect(recognise(question)).toEqual({
      ...{ tool: 'attendance', language, when, person: 'children' },
    });
  });
});

describe('anything else', () => {
  it.each([
    'When was the academy founded?',
    'What does a visitor pay?',
    'What is the purple belt syllabus?',
    'Who trains on Mondays?',
    'Which techniques do I need to know?',
    'What happens when a member is absent for a month?',
    'How do I wash a black belt?',
    'Which of the rules were missing?',
    'Quando a academia foi fundada?',
    'O que é preciso levar para o treino?',
    'Qual é a história da faixa preta?',
    'Quem faltou à aula de ontem?',
    'Como amarrar a faixa?',
  ])('goes to the documents: %s', (question) => expect(recognise(question)).toBeUndefined());

  it('takes no longer for a question that is made to take long', () => {
    const start = performance.now();
    recognise(`what do i need ${'blue '.repeat(800)}`);
    recognise(`who of my children was ${'a '.repeat(2_000)}`);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('languageOf', () => {
  it('tells Portuguese from English', () => {
    expect(languageOf('O que a minha filha perdeu?')).toBe('pt');
    expect(languageOf('What did she miss?')).toBe('en');
  });
});
