/** What an answer or a forward takes over from the message that it is about: subject, conversation, recipients, words. */
import { describe, expect, it } from 'vitest';
import { isAttribution, isDivider } from '../../src/content/attribution.ts';
import { ownWords } from '../../src/content/own-words.ts';
import { answerRecipients, ownAmong } from '../../src/domain/answer-recipients.ts';
import { answerSubject } from '../../src/domain/answer-subject.ts';
import { answerThread } from '../../src/domain/answer-thread.ts';
import { readReferenceNote, writeReferenceNote } from '../../src/domain/answered-mark.ts';
import { carriedFiles, type Carrying } from '../../src/domain/carried-files.ts';
import { mailboxId, messageId } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { withQuote, type QuotedMessage } from '../../src/domain/quote.ts';
import { createAnswerMessage } from '../../src/use-cases/answer-message.ts';
import type { Composition } from '../../src/use-cases/prepare-message.ts';
import { accountFor } from '../support/sending-rig.ts';

const account = {
  ...accountFor('acc_ada', { smtp: { host: 'localhost', port: 25, password: '' } }),
  identities: [{ address: 'countess@postern.test', name: 'Countess' }],
};

describe('the subject', () => {
  it.each([
    ['Minutes', 'Re: Minutes', 'Fwd: Minutes'],
    ['Re: Minutes', 'Re: Minutes', 'Fwd: Re: Minutes'],
    ['RE:Minutes', 'Re: Minutes', 'Fwd: RE:Minutes'],
    ['Re: AW: Re[2]: SV (3) : Minutes', 'Re: Minutes', 'Fwd: Re: AW: Re[2]: SV (3) : Minutes'],
    ['Antw：回复：Minutes', 'Re: Minutes', 'Fwd: Antw：回复：Minutes'],
    ['Ответ: Протокол', 'Re: Протокол', 'Fwd: Ответ: Протокол'],
    ['Fwd: Minutes', 'Re: Fwd: Minutes', 'Fwd: Minutes'],
    ['WG: TR: Fw: Minutes', 'Re: WG: TR: Fw: Minutes', 'Fwd: Minutes'],
    ['Research: minutes', 'Re: Research: minutes', 'Fwd: Research: minutes'],
    ['R: a language', 'Re: R: a language', 'Fwd: R: a language'],
    ['[list] Re: Minutes', 'Re: [list] Re: Minutes', 'Fwd: [list] Re: Minutes'],
    ['', 'Re:', 'Fwd:'],
    [null, 'Re:', 'Fwd:'],
    ['a\r\nBcc: b@x.example', 'Re: a Bcc: b@x.example', 'Fwd: a Bcc: b@x.example'],
  ])('%j gets one prefix', (subject, answered, forwarded) => {
    expect(answerSubject(subject, 'reply')).toBe(answered);
    expect(answerSubject(subject, 'reply-all')).toBe(answered);
    expect(answerSubject(subject, 'forward')).toBe(forwarded);
  });

  it('of a megabyte of prefixes is made in no time, and can be sent', () => {
    expect(answerSubject('Re '.repeat(350_000), 'reply').length).toBeLessThan(10_000);
    expect(answerSubject('Re: '.repeat(250_000), 'reply')).toBe('Re:');
  });
});

describe('the conversation', () => {
  const nothing = { messageId: null, inReplyTo: [], references: [] };
  const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `<${n}@x>`);

  it.each([
    ['goes on', { messageId: '<c@x>', inReplyTo: ['<b@x>'], references: ['<a@x>', '<b@x>'] }, 'a b c'],
    ['begins', { ...nothing, messageId: '<c@x>' }, 'c'],
    ['is told by In-Reply-To alone', { ...nothing, messageId: '<c@x>', inReplyTo: ['<b@x>'] }, 'b c'],
    ['is not guessed', { ...nothing, messageId: '<c@x>', inReplyTo: ['<a@x>', '<b@x>'] }, 'c'],
    [
      'names nobody twice',
      { ...nothing, messageId: '<c@x>', references: ['<c@x>', '<a@x>', '<c@x>'] },
      'a c',
    ],
    [
      'leaves out what is no name',
      { ...nothing, messageId: '<c@x>', references: ['<a b>', `<${'x'.repeat(400)}>`, '<ä@x>'] },
      'c',
    ],
  ])('%s', (_title, original, expected) => {
    const references = expected.split(' ').map((id) => `<${id}@x>`);
    expect(answerThread(original)).toEqual({ inReplyTo: '<c@x>', references });
  });

  it('has no name for a message without one', () => {
    expect(answerThread(nothing)).toEqual({ inReplyTo: null, references: [] });
    expect(answerThread({ ...nothing, references: ['<a@x>'] })).toEqual({
      inReplyTo: null,
      references: ['<a@x>'],
    });
  });

  it('names its beginning and its nearest however long it is', () => {
    const { references } = answerThread({ messageId: '<end@x>', inReplyTo: [], references: ids(500) });
    expect(references).toEqual(['<0@x>', ...ids(500).slice(-18), '<end@x>']);
  });
});

describe('what is remembered of it', () => {
  const ref = { mailboxId: mailboxId(account, 'inbox'), uidValidity: 1, uid: 1 };
  const principal: Principal = { id: 'key_1', scopes: ['messages:read'], accounts: 'all' };
  const answerTo = async (messageId: string | null): Promise<Composition> => {
    const fields = {
      messageId,
      inReplyTo: [],
      references: [],
      subject: 's',
      from: [],
      replyTo: [],
      to: [],
      cc: [],
    };
    const step = createAnswerMessage({
      references: { all: () => Promise.resolve([[ref]]) },
      reader: { read: () => Promise.resolve([fields as unknown as MessageView]) },
    });
    const reference = { message: 'msg_1', action: 'reply' } as const;
    return await step({ reference }, { principal, account, signal: new AbortController().signal });
  };

  it('is a name by which it alone is found where it has been moved', async () => {
    expect((await answerTo('<a@x.example>')).refersTo).toMatchObject({ messageId: '<a@x.example>' });
    for (const part of [
      '@',
      'x.example>',
      '<a',
      '<ä@x.example>',
      `<${'a'.repeat(20_000)}@x.example>`,
      null,
    ]) {
      expect((await answerTo(part)).refersTo).toMatchObject({ messageId: null });
    }
  });

  it('is noted in a draft, and is believed as far as it could have been noted', () => {
    const message = messageId(account, ref);
    const read = (note: string): unknown => readReferenceNote(account, note);
    const remembered = { message, messageId: '<a@x.example>', action: 'reply' } as const;
    expect(read(writeReferenceNote(remembered))).toEqual(remembered);
    expect(read(`reply ${message} @`)).toEqual({ ...remembered, messageId: null });
    expect(read(`reply ${message}`)).toEqual({ ...remembered, messageId: null });
    expect(read(`bounce ${message} <a@x.example>`)).toBeNull();
    expect(read('reply msg_1 <a@x.example>')).toBeNull();
  });
});

describe('the recipients', () => {
  const people = (list: string): { name: string | null; address: string }[] =>
    list === ''
      ? []
      : list.split(' ').map((each) => ({ name: each.toUpperCase(), address: `${each}@x.example` }));
  const me = { name: null, address: 'Ada@Postern.test' };
  const alias = { name: null, address: 'COUNTESS@postern.test' };
  const letter = {
    from: people('bob'),
    replyTo: people(''),
    to: [me, ...people('eve')],
    cc: [...people('carl'), alias],
  };
  const named = (list: readonly { address: string }[]): string =>
    list.map(({ address }) => address.replace('@x.example', '')).join(' ');
  const answered = (change: Partial<typeof letter>, action: 'reply' | 'reply-all'): [string, string] => {
    const { to, cc } = answerRecipients({ ...letter, ...change }, action, account);
    return [named(to), named(cc)];
  };

  it.each([
    ['is who wrote', {}, ['bob', ''], ['bob eve', 'carl']],
    ['is named by Reply-To', { replyTo: people('desk') }, ['desk', ''], ['desk eve', 'carl']],
    ['is not the account itself', { replyTo: [me, ...people('desk')] }, ['desk', ''], ['desk eve', 'carl']],
    ['is named once', { cc: people('eve bob carl carl') }, ['bob', ''], ['bob eve', 'carl']],
    [
      'is the list that names itself, and to all also who wrote',
      { replyTo: people('list'), to: people('list'), cc: people('carl') },
      ['list', ''],
      ['list bob', 'carl'],
    ],
    ['of a letter of our own is to whom it went', { from: [alias] }, ['eve', ''], ['eve', 'carl']],
    [
      'is who wrote where Reply-To leads back',
      { replyTo: [alias], to: [me, ...people('eve')] },
      ['bob', ''],
      ['bob eve', 'carl'],
    ],
    [
      'of a letter of our own is to whom it went, whatever its Reply-To',
      { from: [me], replyTo: [alias] },
      ['eve', ''],
      ['eve', 'carl'],
    ],
    [
      'of a note to oneself is oneself',
      { from: [me], to: [alias], cc: [] },
      ['Ada@Postern.test', ''],
      ['Ada@Postern.test', ''],
    ],
    ['can be nobody', { from: [], to: [], cc: [] }, ['', ''], ['', '']],
    [
      'is nobody to whom nothing can be sent',
      {
        from: [{ name: null, address: 'no address' }, ...people('bob')],
        to: [{ name: null, address: '' }],
        cc: [],
      },
      ['bob', ''],
      ['bob', ''],
    ],
  ] as const)('%s', (_title, change, toOne, toAll) => {
    expect(answered(change as Partial<typeof letter>, 'reply')).toEqual(toOne);
    expect(answered(change as Partial<typeof letter>, 'reply-all')).toEqual(toAll);
  });

  it('keep their names on one line', () => {
    const from = [{ name: 'Bob\r\nBcc: eve@x.example', address: 'bob@x.example' }];
    const { to } = answerRecipients({ ...letter, from }, 'reply', account);
    expect(to).toEqual([{ name: 'Bob Bcc: eve@x.example', address: 'bob@x.example' }]);
  });

  it('are written to from where the message went', () => {
    expect(ownAmong(account, [alias])).toMatchObject({ address: 'countess@postern.test', name: 'Countess' });
    expect(ownAmong(account, people('bob'))).toBeNull();
  });
});

describe('the words', () => {
  const original: QuotedMessage = {
    from: [{ name: 'Bob <b>', address: 'bob@x.example' }],
    to: [{ name: null, address: 'ada@postern.test' }],
    cc: [],
    subject: 'Minutes & more',
    date: '2026-11-23T15:31:00.000Z',
    receivedAt: '2026-11-23T15:32:00.000Z',
    text: 'One paragraph that was flowed.\n\n> of Eve\n>> of Carl\n-- \nBob\n',
    html: '<p>One</p>',
  };
  const attribution = 'On Mon, 23 Nov 2026 at 15:31 UTC, Bob <b> <bob@x.example> wrote:';

  it('of an answer stand below the new ones, one mark deeper', () => {
    const { text, html } = withQuote({ text: 'Agreed.\r\n', html: null }, original, 'reply');
    expect(text).toBe(
      `Agreed.\n\n${attribution}\n> One paragraph that was flowed.\n>\n>> of Eve\n>>> of Carl\n> -- \n> Bob\n`,
    );
    expect(html).toBeNull();
  });

  it('are told apart again by whoever reads the answer', () => {
    expect(isAttribution(attribution)).toBe(true);
    const { text } = withQuote({ text: 'Agreed.', html: null }, original, 'reply');
    expect(ownWords(text ?? '').own).toBe('Agreed.');
    const forward = withQuote({ text: 'See below.', html: null }, { ...original, html: null }, 'forward');
    expect(forward.text?.split('\n').some(isDivider)).toBe(true);
    expect(ownWords(forward.text ?? '').own).toBe('See below.');
  });

  it('of a forward stand below their header, as they were', () => {
    const { text } = withQuote({ text: null, html: null }, original, 'forward');
    expect(text).toBe(
      [
        '---------- Forwarded message ---------',
        'From: Bob <b> <bob@x.example>',
        'Date: Mon, 23 Nov 2026 at 15:31 UTC',
        'Subject: Minutes & more',
        'To: <ada@postern.test>',
        '',
        'One paragraph that was flowed.\n\n> of Eve\n>> of Carl\n-- \nBob\n',
      ].join('\n'),
    );
  });

  it('stand within the page of the new ones', () => {
    const { html } = withQuote(
      { text: null, html: '<html><body><p>Agreed.</p></body></html>' },
      original,
      'reply',
    );
    expect(html).toMatch(/^<html><body><p>Agreed\.<\/p><br><div class="gmail_quote">/);
    expect(html).toContain('Bob &lt;b&gt; &lt;bob@x.example&gt; wrote:');
    expect(html).toMatch(
      /<blockquote [^>]*type="cite"[^>]*><p>One<\/p><\/blockquote><\/div><\/body><\/html>$/,
    );
  });

  it.each([
    ['text', 'a', null, [true, false], [true, true]],
    ['HTML', null, '<p>a</p>', [false, true], [false, true]],
    ['both', 'a', '<p>a</p>', [true, true], [true, true]],
    ['neither', null, null, [true, true], [true, true]],
  ] as const)('come in the forms that are needed beside %s', (_title, text, html, answered, forwarded) => {
    const forms = (action: 'reply' | 'forward'): boolean[] => {
      const bodies = withQuote({ text, html }, original, action);
      return [bodies.text !== null, bodies.html !== null];
    };
    expect(forms('reply')).toEqual(answered);
    expect(forms('forward')).toEqual(forwarded);
  });

  it('hold no NUL, and are put into any page in no time', () => {
    const hostile = { ...original, text: 'a\0b', html: 'a\0b' };
    const { text, html } = withQuote({ text: 'c', html: '</body>'.repeat(200_000) }, hostile, 'reply');
    expect(`${text}${html}`).not.toContain('\0');
    expect(html).toMatch(/<\/blockquote><\/div><\/body>$/);
  });

  it('of a text stay text in HTML', () => {
    const { html } = withQuote(
      { text: null, html: '<p>a</p>' },
      { ...original, html: null, text: '<i>\n  b' },
      'reply',
    );
    expect(html).toContain('<div style="white-space:pre-wrap">&lt;i&gt;<br>  b</div>');
  });
});

describe('the files', () => {
  const file = {
    filename: null,
    contentType: 'image/png',
    size: 1,
    disposition: null,
    inline: false,
  } as const;
  const attachments = [
    { ...file, id: 'att_shown', contentId: 'a@x' },
    { ...file, id: 'att_again', contentId: 'a@x' },
    { ...file, id: 'att_odd', contentId: 'a"<%>' },
    { ...file, id: 'att_bare', contentId: null },
  ];
  const carried = (change: Partial<Carrying> = {}): readonly (readonly [string, string | null])[] =>
    carriedFiles({
      message: 'msg_1',
      attachments,
      html: '<img src="cid:a@x">',
      given: [],
      all: true,
      ...change,
    }).map(({ attachment, contentId = null }) => [attachment ?? '', contentId]);

  it('that HTML shows are named as they were, once, and not where the new message has one of that name', () => {
    expect(carried({ all: false })).toEqual([['att_shown', 'a@x']]);
    expect(carried({ all: false, given: [{ content: '', contentId: 'a@x' }] })).toEqual([]);
    expect(carried({ all: false, html: null })).toEqual([]);
  });

  it.each([
    ['another whose name begins alike', '<img src="cid:a@x.example">', []],
    ['words that mention it', '<p>see cid:a@x here</p>', []],
    ['a background', '<p style="background-image:url(&quot;cid:a@x&quot;)">', ['a@x']],
    ['a background in plain brackets', '<p style="background:url(cid:a@x)">', ['a@x']],
    ['an image of whoever writes the answer', "<img src='CID:a@x'/>", ['a@x']],
  ])('are taken along by what shows them alone: %s', (_what, html, expected) => {
    expect(carried({ all: false, html }).map(([, contentId]) => contentId)).toEqual(expected);
  });

  it('that nothing shows go along without a name for HTML', () => {
    expect(carried()).toEqual([
      ['att_shown', 'a@x'],
      ['att_odd', null],
      ['att_bare', null],
    ]);
    expect(carried({ html: null }).map(([, contentId]) => contentId)).toEqual([null, null, null, null]);
  });
});
