/** What the user may do while the demo is up: pages to open, a key, and lines to paste into another terminal. */
import type { Person } from './person.ts';
import type { MailServers } from './mail-servers.ts';
import type { Screen } from './screen.ts';

export interface InvitationOptions {
  readonly url: string;
  readonly key: string;
  readonly mail: MailServers;
  readonly from: Person;
  readonly to: Person;
}

export function invite({ print, paint }: Screen, { url, key, mail, from, to }: InvitationOptions): void {
  const places = [
    ['playground', `${url}/graphiql`],
    ['docs', `${url}/docs`],
    ['API', `${url}/v1`],
    ['key', key],
    ['arrivals', mail.pageUrl],
    [
      'mail',
      `IMAP ${mail.host}:${mail.imapPort}, SMTP ${mail.host}:${mail.smtpPort}, user ${to.email}, password ${mail.password}`,
    ],
  ] as const;
  const letter = JSON.stringify({ to: [{ address: from.email }], subject: 'Re: Hello', text: 'Hello back.' });
  const attempts = [
    `export KEY=${key}`,
    `curl -s ${url}/v1/accounts/${to.id}/messages -H "Authorization: Bearer $KEY"`,
    `curl -s ${url}/v1/accounts/${to.id}/submissions -H "Authorization: Bearer $KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${letter}'`,
    `curl -s ${url}/v1/events -H "Authorization: Bearer $KEY"`,
  ];
  print('');
  print(`  ${paint.bold('Open')}`);
  for (const [name, place] of places) print(`    ${paint.dim(name.padEnd(10))}  ${place}`);
  print('');
  print(`  ${paint.bold('Try')}`);
  for (const line of attempts) print(`    ${line}`);
  print('');
  print(`  Every further message shows up here. Ctrl-C ends everything.`);
}
