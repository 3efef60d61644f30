import { describe, expect, it } from 'vitest';
import { summaryFields, type MessageField } from '../../src/domain/message.ts';
import { isList, textOf, type Token } from '../../src/imap-pool/exchange.ts';
import { fairShare, pageBodies, planBodies } from '../../src/imap-pool/body-plan.ts';
import { planFetch, type FetchAbilities } from '../../src/imap-pool/fetch-plan.ts';
import { readStructure, type Part } from '../../src/imap-pool/structure.ts';

const plain: FetchAbilities = { modseq: false, objectId: false, gmail: false, preview: false };
const names = (fields: readonly MessageField[], abilities: FetchAbilities = plain): readonly string[] =>
  planFetch(fields, 1_000, abilities).items.map(nameOf);

function nameOf(token: Token): string {
  if (token === null || isList(token)) return '?';
  const section = token.section
    ?.map((each) => (isList(each) ? `(${each.map(textOf).join(' ')})` : textOf(each)))
    .join(' ');
  const partial = token.partial === undefined ? '' : `<${token.partial.join('.')}>`;
  return `${String(token.value)}${section === undefined ? '' : `[${section}]`}${partial}`;
}

describe('the fetch plan', () => {
  it.each<[string, readonly MessageField[], readonly string[]]>([
    ['id alone', ['id', 'uid', 'mailboxId'], ['UID']],
    ['a subject', ['id', 'subject'], ['UID', 'ENVELOPE']],
    ['flags', ['unread'], ['UID', 'FLAGS']],
    ['references', ['references'], ['UID', 'BODY.PEEK[HEADER.FIELDS (REFERENCES)]']],
    ['all headers', ['headers', 'references'], ['UID', 'BODY.PEEK[HEADER]<0.1048576>']],
    [
      'what the header tells besides',
      ['references', 'list', 'authentication'],
      [
        'UID',
        'BODY.PEEK[HEADER.FIELDS (REFERENCES AUTHENTICATION-RESULTS LIST-ID LIST-UNSUBSCRIBE LIST-UNSUBSCRIBE-POST)]',
      ],
    ],
    ['text', ['text'], ['UID', 'BODYSTRUCTURE']],
    ['modseq without CONDSTORE', ['modseq', 'emailId'], ['UID']],
    ['a thread by its root', ['threadId'], ['UID', 'ENVELOPE', 'BODY.PEEK[HEADER.FIELDS (REFERENCES)]']],
  ])('asks nothing but what is needed for %s', (_, fields, expected) => {
    expect(names(fields)).toEqual(expected);
  });

  it('uses the ids of the server where it has some', () => {
    const objectId = { modseq: true, objectId: true, gmail: false, preview: false };
    expect(names(['emailId', 'threadId', 'modseq'], objectId)).toEqual([
      'UID',
      'MODSEQ',
      'EMAILID',
      'THREADID',
    ]);
    const gmail = { modseq: true, objectId: false, gmail: true, preview: false };
    expect(names(['emailId', 'threadId', 'labels'], gmail)).toEqual([
      'UID',
      'X-GM-MSGID',
      'X-GM-THRID',
      'X-GM-LABELS',
    ]);
    expect(names(['labels'], objectId)).toEqual(['UID']);
  });

  it('never asks a body in the first round, and never without PEEK', () => {
    const all = names([...summaryFields, 'text', 'html', 'headers', 'truncated', 'parseError']);
    expect(all.filter((name) => name.startsWith('BODY'))).toEqual([
      'BODYSTRUCTURE',
      'BODY.PEEK[HEADER]<0.1048576>',
    ]);
  });
});

describe('the plan of whole headers', () => {
  it('has less of each where many are fetched, and always all of an honest one', () => {
    const headers = (messages: number): readonly string[] =>
      planFetch(['headers'], 0, plain, null, messages).items.map(nameOf);
    expect(headers(50)).toEqual(['UID', 'BODY.PEEK[HEADER]<0.335544>']);
    expect(headers(1_000)).toEqual(['UID', 'BODY.PEEK[HEADER]<0.65536>']);
  });
});

const string = (value: string): Token => ({ type: 'STRING', value });
const leaf = (type: string, size: number): Token => {
  const [main = '', sub = ''] = type.split('/');
  return [string(main), string(sub), null, null, null, string('7bit'), string(String(size)), string('1')];
};
const multipart = (subtype: string, ...children: Token[]): Token => [...children, string(subtype)];
const root = (token: Token): Part => {
  const structure = readStructure(token);
  if (structure === null) throw new Error('no structure');
  return structure.root;
};

describe('the plan of the bodies', () => {
  const plan = planFetch(['text'], 100_000, plain);
  const both = planFetch(['text', 'html'], 100_000, plain);

  it('fetches the texts of many messages of different shape with one command', () => {
    const requests = [
      { uid: 1, root: root(leaf('text/plain', 50)) },
      { uid: 2, root: root(multipart('alternative', leaf('text/plain', 70), leaf('text/html', 900))) },
      {
        uid: 3,
        root: root(
          multipart(
            'mixed',
            multipart('alternative', leaf('text/plain', 90), leaf('text/html', 80)),
            leaf('image/png', 4_000),
          ),
        ),
      },
    ];
    const fetches = planBodies(plan, requests);
    expect(fetches.map(({ uids }) => uids)).toEqual([[1, 2, 3]]);
    expect(fetches[0]?.items.map(nameOf)).toEqual(['UID', 'BODY.PEEK[1]<0.70>', 'BODY.PEEK[1.1]<0.90>']);
    expect(planBodies(both, requests)[0]?.items.map(nameOf)).toContain('BODY.PEEK[2]<0.900>');
  });

  it('looks behind the header where a multipart shows but one empty text, of such messages alone', () => {
    const empty = root(multipart('mixed', leaf('text/plain', 0)));
    const large = root(multipart('mixed', leaf('text/plain', 9), leaf('image/png', 5_000_000)));
    const others = Array.from({ length: 20 }, (_, index) => ({ uid: 2 + index, root: large }));
    const fetches = planBodies(plan, [{ uid: 1, root: empty }, ...others]);
    const asked = new Map(fetches.map(({ uids: [uid], items }) => [uid, items.map(nameOf)]));
    expect(asked.get(1)).toEqual(['UID', 'BODY.PEEK[TEXT]<0.100001>']);
    expect(asked.get(2)).toEqual(['UID', 'BODY.PEEK[1]<0.9>']);
  });

  it('keeps apart those whose attachments would be fetched in vain', () => {
    const big = 90_000;
    const withAttachment = Array.from({ length: 30 }, (_, index) => ({
      uid: 100 + index,
      root: root(multipart('mixed', leaf('text/plain', 40), leaf('application/pdf', big))),
    }));
    const alternative = {
      uid: 1,
      root: root(multipart('alternative', leaf('text/plain', 40), leaf('text/html', big))),
    };
    const fetches = planBodies(both, [alternative, ...withAttachment]);
    expect(fetches).toHaveLength(2);
    expect(fetches.flatMap(({ uids }) => uids).sort((a, b) => a - b)).toHaveLength(31);
    const attachments = fetches.find(({ uids }) => uids.includes(100));
    expect(attachments?.items.map(nameOf)).toEqual(['UID', 'BODY.PEEK[1]<0.40>']);
  });

  it('cuts long bodies alike where a page has no room for all, and leaves short ones whole', () => {
    const wanted = planFetch(['text'], 5_000_000, plain);
    const page = (...sizes: number[]): { uid: number; root: Part }[] =>
      sizes.map((size, index) => ({ uid: 1 + index, root: root(leaf('text/plain', size)) }));
    expect(fairShare(wanted, page(5_000_000, 5_000_000, 40_000))).toBe(5_000_000);
    const hostile = [
      ...page(...Array<number>(50).fill(5_000_000)),
      { uid: 99, root: root(leaf('text/plain', 9_000)) },
    ];
    const share = fairShare(wanted, hostile);
    expect(share).toBeGreaterThan(100_000);
    expect(share * 50).toBeLessThan(pageBodies);
    expect(planBodies(wanted, hostile)[0]?.items.map(nameOf)).toEqual([
      'UID',
      `BODY.PEEK[1]<0.${share + 4}>`,
    ]);

    const parts = Array.from({ length: 8 }, () => leaf('text/plain', 5_000_000));
    expect(fairShare(wanted, [{ uid: 1, root: root(multipart('mixed', ...parts)) }]) * 8).toBeLessThan(
      pageBodies,
    );
  });

  it('fetches nothing where there is no body', () => {
    expect(planBodies(plan, [{ uid: 1, root: root(leaf('image/gif', 100)) }])).toEqual([]);
  });
});
