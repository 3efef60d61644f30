/** What people write about, and how they go on about it. */
import type { Random } from './random.ts';

export const TOPICS: readonly [string, ...string[]] = [
  'Apollo: plan for the next release',
  'Budget for the second quarter',
  'Notes from Tuesday',
  'Moving the office in May',
  'Draft of the contract',
  'Apollo: test results of the new pump',
  'Lunch on Friday?',
  'Question about the invoice from last month',
  'Workshop in Gothenburg',
  'Who has the keys of the meeting room?',
];

const SENTENCES: readonly [string, ...string[]] = [
  'I have put the numbers into the sheet, and they are better than we thought.',
  'Could you look at the second page before we send it out?',
  'The supplier asks for two more weeks, which I think we can live with.',
  'Let us talk about it tomorrow morning, I am free until eleven.',
  'I do not quite see why the old process has to stay, but I can be convinced.',
  'Everything that was open on my side is done now.',
  'The café around the corner is closed, so we meet at the station instead.',
  'Please tell me if the dates do not work for you.',
  'From what I hear, the customer is content with the first part.',
  'We should write down what we decided, or else we will decide it again next month.',
  'The measurements of last night are attached to the ticket, 4 °C above the limit.',
  'Thank you for the quick answer!',
];

const GREETINGS: readonly [string, ...string[]] = ['Hi', 'Hello', 'Dear', 'Good morning'];
const CLOSINGS: readonly [string, ...string[]] = ['Best regards', 'Cheers', 'Thanks', 'See you'];

export function paragraph(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => random.one(SENTENCES)).join(' ');
}

/** Paragraphs without line breaks within. */
export function note(random: Random, to: string, from: string): readonly string[] {
  const paragraphs = Array.from({ length: random.between(1, 3) }, () =>
    paragraph(random, random.between(1, 3)),
  );
  return [`${random.one(GREETINGS)} ${firstName(to)},`, ...paragraphs, random.one(CLOSINGS), firstName(from)];
}

function firstName(name: string): string {
  return name.split(' ').find((word) => !word.endsWith('.')) ?? name;
}
