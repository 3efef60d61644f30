/** docs/conformance.md, made from the scenarios: what is asked, and where a server answers otherwise. */
import { format } from 'prettier';
import { corpus } from './corpus.ts';
import { disagreements } from './disagreements.ts';
import type { Area, Scenario } from './scenario.ts';
import { SERVER_NAMES, type ServerName } from './subject.ts';

const LABELS: Readonly<Record<ServerName, string>> = {
  sandbox: 'Sandbox',
  dovecot: 'Dovecot 2.3',
  cyrus: 'Cyrus 3.6',
};

export function report(areas: readonly Area[]): Promise<string> {
  const scenarios = areas.flatMap((area) => area.scenarios);
  const differences = scenarios.flatMap((scenario) =>
    SERVER_NAMES.flatMap((name) => difference(scenario, name)),
  );
  const absences = scenarios.flatMap(({ title, absent }) =>
    absent === undefined
      ? []
      : [[title, absent.capability, absent.at.map((name) => LABELS[name]).join(', ')]],
  );
  const text = [
    '# Conformance',
    '',
    `The sandbox, Dovecot and Cyrus are asked the same ${scenarios.length} things, and each answer is compared with the one`,
    'that an RFC fixes (`npm test -- --project conformance`). This page is made from the scenarios and checked by the',
    'same run: a difference that is not listed, or a listed one that is gone, fails it.',
    '',
    '## Differences',
    '',
    ...table(['Scenario', 'RFC', 'Answer of the RFC', 'Server', 'Its answer', "The RFC's word"], differences),
    '',
    '## Not asked, because the server does not announce it',
    '',
    ...table(['Scenario', 'Extension', 'Server'], absences),
    '',
    '## Messages that are read differently',
    '',
    `ENVELOPE, BODY, BODYSTRUCTURE and size of ${corpus.length} messages agree, compared without regard to case and with the`,
    'default charset of RFC 2045 §5.2, but for these:',
    '',
    ...table(
      ['Message', 'Who differs', "The RFC's word"],
      Object.entries(disagreements).map(([name, { at, word }]) => [
        name,
        at.map((each) => LABELS[each]).join(', '),
        word,
      ]),
    ),
    '',
    '## Scenarios',
    ...areas.flatMap(({ name, scenarios: own }) => [
      '',
      `### ${name}`,
      '',
      ...table(
        ['Scenario', 'RFC'],
        own.map(({ title, rfc }) => [title, rfc]),
      ),
    ]),
    '',
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 110 });
}

function difference(
  { title, rfc, answer, differs }: Scenario,
  name: ServerName,
): readonly (readonly string[])[] {
  const found = differs?.[name];
  return found === undefined
    ? []
    : [[title, rfc, code(answer), LABELS[name], code(found.answers), found.word]];
}

function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.startsWith('`') ? text : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', text.startsWith('`') ? '*' : '\\*');
}
