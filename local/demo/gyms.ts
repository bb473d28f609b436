import type { Origin } from './names.ts';

/** For whom a class is: of 4 to 6 years, of 7 to 12, of 13 to 17, grown up. */
export type AgeGroup = 'kids' | 'juniors' | 'teens' | 'adults';

/** What happens in a gym every week, on some days at the same time. */
export interface Slot {
  /** ISO 8601: Monday is 1. */
  weekdays: number[];
  starts_at: string;
  ends_at: string;
  modality: string;
  description: string;
  groups: AgeGroup[];
  /** Who of the gym's instructors, in their order. */
  instructor: number;
  capacity: number;
  bookable_from_hours?: number;
  cancel_until_minutes?: number;
}

export interface DemoGym {
  name: string;
  timezone: string;
  address: string;
  since: string;
  /** What their telephone numbers begin with, in a range that nobody is given. */
  phone: string;
  names: Origin[];
  /** How many members the generator adds to those who can sign in. */
  adults: number;
  children: number;
  week: Slot[];
}

/** Booked up to a week ahead. */
const booked = { bookable_from_hours: 168, cancel_until_minutes: 120 };

const mix = (pt: number, en: number, ja: number): Origin[] => [
  ...Array<Origin>(pt).fill('pt'),
  ...Array<Origin>(en).fill('en'),
  ...Array<Origin>(ja).fill('ja'),
];

export type GymKey = 'sao_paulo' | 'lisbon' | 'tokyo';

/** The academy: the gym of the people who can sign in, and two that were founded from there. */
export const GYMS: Record<GymKey, DemoGym> = {
  sao_paulo: {
    name: 'Tatame Dojo',
    timezone: 'America/Sao_Paulo',
    address: 'Rua do Tatame 120, Vila Mariana, São Paulo',
    since: '2009-03-14',
    phone: '+550000000',
    names: mix(6, 1, 2),
    adults: 35,
    children: 17,
    week: [
      {
        ...{ weekdays: [1, 3, 5], starts_at: '07:00', ends_at: '08:00', modality: 'Jiu-jitsu' },
        ...{ description: 'Fundamentos. Kimono obrigatório.', groups: ['adults'] },
        ...{ instructor: 0, capacity: 24 },
      },
      {
        ...{ weekdays: [2, 4], starts_at: '12:15', ends_at: '13:15', modality: 'No-gi' },
        ...{ description: 'Sem kimono, todos os níveis.', groups: ['adults'] },
        ...{ instructor: 1, capacity: 20 },
      },
      {
        ...{ weekdays: [1, 3], starts_at: '16:30', ends_at: '17:15' },
        ...{ modality: 'Jiu-jitsu infantil', description: 'De 4 a 6 anos.', groups: ['kids'] },
        ...{ instructor: 2, capacity: 14, ...booked },
      },
      {
        ...{ weekdays: [2, 4], starts_at: '17:00', ends_at: '18:00' },
        ...{ modality: 'Jiu-jitsu infantil', description: 'De 7 a 12 anos.', groups: ['juniors'] },
        ...{ instructor: 2, capacity: 18, ...booked },
      },
      {
        ...{ weekdays: [1, 3, 5], starts_at: '18:00', ends_at: '19:00' },
        ...{ modality: 'Jiu-jitsu juvenil', description: 'De 13 a 17 anos.', groups: ['teens'] },
        ...{ instructor: 1, capacity: 20 },
      },
      {
        ...{ weekdays: [1, 2, 3, 4], starts_at: '19:30', ends_at: '21:00', modality: 'Jiu-jitsu' },
        ...{ description: 'Avançado, da faixa azul em diante.', groups: ['adults'] },
        ...{ instructor: 0, capacity: 22 },
      },
      {
        ...{ weekdays: [5], starts_at: '19:15', ends_at: '20:45', modality: 'Competição' },
        ...{ description: 'Turma pequena, só com reserva.', groups: ['adults'] },
        ...{ instructor: 0, capacity: 6, ...booked },
      },
      {
        ...{ weekdays: [6], starts_at: '10:00', ends_at: '12:00', modality: 'Treino livre' },
        ...{ description: 'Todas as equipes são bem-vindas.', groups: ['adults', 'teens'] },
        ...{ instructor: 1, capacity: 30 },
      },
      {
        ...{ weekdays: [7], starts_at: '10:00', ends_at: '11:00', modality: 'Judô' },
        ...{ description: 'Pais e filhos.', groups: ['adults', 'juniors', 'teens'] },
        ...{ instructor: 2, capacity: 24 },
      },
    ],
  },
  lisbon: {
    name: 'Tatame Lisboa',
    timezone: 'Europe/Lisbon',
    address: 'Travessa do Tatame 8, Alcântara, Lisboa',
    since: '2016-09-05',
    phone: '+351000000',
    names: mix(6, 3, 0),
    adults: 24,
    children: 11,
    week: [
      {
        ...{ weekdays: [1, 2, 3, 4, 5], starts_at: '12:30', ends_at: '13:30' },
        ...{ modality: 'Jiu-jitsu', description: 'À hora de almoço.', groups: ['adults'] },
        ...{ instructor: 0, capacity: 18 },
      },
      {
        ...{ weekdays: [1, 3], starts_at: '17:30', ends_at: '18:30', capacity: 16, ...booked },
        ...{ modality: 'Jiu-jitsu infantil', description: 'Dos 4 aos 12 anos.' },
        ...{ groups: ['kids', 'juniors'], instructor: 1 },
      },
      {
        ...{ weekdays: [2, 4], starts_at: '18:00', ends_at: '19:00', capacity: 16, ...booked },
        ...{ modality: 'Jiu-jitsu juvenil', description: 'Dos 13 aos 17 anos.' },
        ...{ groups: ['teens'], instructor: 1 },
      },
      {
        ...{ weekdays: [1, 3, 5], starts_at: '19:00', ends_at: '20:30', modality: 'Jiu-jitsu' },
        ...{ description: 'Todos os níveis.', groups: ['adults'], instructor: 0, capacity: 20 },
      },
      {
        ...{ weekdays: [6], starts_at: '10:30', ends_at: '12:00', modality: 'Open mat' },
        ...{ description: 'Open to everybody.', groups: ['adults', 'teens'] },
        ...{ instructor: 1, capacity: 24 },
      },
      {
        ...{ weekdays: [7], starts_at: '11:00', ends_at: '12:30', modality: 'No-gi' },
        ...{ description: 'Sem quimono.', groups: ['adults'], instructor: 0, capacity: 20 },
      },
    ],
  },
  tokyo: {
    name: 'Tatame Tokyo',
    timezone: 'Asia/Tokyo',
    address: 'Tatame Building 2F, Setagaya, Tokyo',
    since: '2021-04-01',
    phone: '+810000000',
    names: mix(0, 2, 7),
    adults: 18,
    children: 10,
    week: [
      {
        ...{ weekdays: [1, 2, 3, 4, 5], starts_at: '07:00', ends_at: '08:00' },
        ...{ modality: 'Jiu-jitsu', description: 'Before work.', groups: ['adults'] },
        ...{ instructor: 0, capacity: 16 },
      },
      {
        ...{ weekdays: [2, 4], starts_at: '16:30', ends_at: '17:30', capacity: 14, ...booked },
        ...{ modality: 'Kids jiu-jitsu', description: 'From 4 to 12 years.' },
        ...{ groups: ['kids', 'juniors'], instructor: 1 },
      },
      {
        ...{ weekdays: [1, 3, 5], starts_at: '17:45', ends_at: '18:45', capacity: 14 },
        ...{ modality: 'Teens jiu-jitsu', description: 'From 13 to 17 years.' },
        ...{ groups: ['teens'], instructor: 1 },
      },
      {
        ...{ weekdays: [1, 2, 3, 4], starts_at: '19:30', ends_at: '21:00', modality: 'Jiu-jitsu' },
        ...{ description: 'All levels.', groups: ['adults'], instructor: 0, capacity: 18 },
      },
      {
        ...{ weekdays: [6], starts_at: '09:00', ends_at: '10:30', modality: 'Judo' },
        ...{ description: 'Throws and falls.', groups: ['adults', 'teens', 'juniors'] },
        ...{ instructor: 1, capacity: 20 },
      },
      {
        ...{ weekdays: [7], starts_at: '10:00', ends_at: '12:00', modality: 'Open mat' },
        ...{ description: 'Open to everybody.', groups: ['adults', 'teens'] },
        ...{ instructor: 0, capacity: 20 },
      },
    ],
  },
};

export const gymKeys = Object.keys(GYMS) as GymKey[];
