/** What a person wrote, apart from quotes and signatures, as the mail programs of the world write them. */
import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../src/content/markdown.ts';
import { ownWords, type OwnWords } from '../../src/content/own-words.ts';
import { previewOf } from '../../src/content/preview.ts';
import { textOfHtml } from '../../src/content/html-text.ts';
import { safeHtml } from '../../src/content/safe-html.ts';

const how = { images: 'block', inlineUrl: () => null, maxBytes: 5_000_000 } as const;
const ofHtml = (html: string): OwnWords => ownWords(markdownOf(safeHtml(html, how).html).markdown);
const only = (own: string): OwnWords => ({ own, quoted: null, signature: null });

describe('own words of a text', () => {
  it('are all of it where nothing is quoted', () => {
    expect(ownWords('\n Hello\n\nworld\n\n')).toEqual(only(' Hello\n\nworld'));
    expect(ownWords('We wrote:\nit works')).toEqual(only('We wrote:\nit works'));
    expect(ownWords('From: the top\nTo: the bottom')).toEqual(only('From: the top\nTo: the bottom'));
    expect(ownWords('')).toEqual(only(''));
  });

  it.each([
    'On Mon, 23 Nov 2026 at 10:00, Ada <ada@example.com> wrote:',
    'On Monday, 23 November 2026 at 10:00,\nAda Lovelace <ada@example.com> wrote:',
    'Am 23.11.26 um 10:00 schrieb Ada Lovelace:',
    'Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Ada <ada@example.com>:',
    'Le 23/11/2026 à 10:00, Ada a écrit :',
    'El lun, 23 nov 2026 a las 10:00, Ada (<ada@example.com>) escribió:',
    'Il giorno lun 23 nov 2026 alle ore 10:00 Ada ha scritto:',
    'Em seg., 23 de nov. de 2026 às 10:00, Ada escreveu:',
    'Op ma 23 nov 2026 om 10:00 schreef Ada:',
    'Den mån 23 nov. 2026 kl 10:00 skrev Ada:',
    'W dniu 23.11.2026 o 10:00, Ada napisał(a):',
    'Dne 23. 11. 2026 v 10:00 Ada napsal(a):',
    '23.11.2026 10:00, Ada пишет:',
    '2026年11月23日(月) 10:00 Ada <ada@example.com>のメール:',
    'Ada <ada@example.com> 于2026年11月23日周一 写道：',
  ])('end where %j begins', (attribution) => {
    const quoted = `${attribution}\n> Are you there?\n>\n> Ada`;
    expect(ownWords(`Yes.\n\n${quoted}\n`)).toEqual({ own: 'Yes.', quoted, signature: null });
    expect(ownWords(`${quoted}\n\nYes.\n`)).toEqual({ own: 'Yes.', quoted, signature: null });
  });

  it.each([
    '-----Original Message-----\nFrom: Ada\nSent: Monday',
    '-------- Ursprüngliche Nachricht --------\nVon: Ada',
    '---------- Forwarded message ---------\nFrom: Ada',
    'Begin forwarded message:\n\nFrom: Ada',
    '________________________________\nFrom: Ada\nSent: Monday\nTo: Grace\nSubject: Hi',
    'Von: Ada\nGesendet: Montag\nAn: Grace\nBetreff: Hallo',
    'De : Ada\nEnvoyé : lundi\nÀ : Grace\nObjet : Salut',
    '发件人: Ada\n发送时间: 2026\n收件人: Grace\n主题: 你好',
  ])('end at %j', (header) => {
    const quoted = `${header}\n\nAre you there?`;
    expect(ownWords(`Yes.\n\n${quoted}`)).toEqual({ own: 'Yes.', quoted, signature: null });
  });

  it('keep the quote that is answered between its lines', () => {
    const text = '> Are you there?\nYes.\n> And Grace?\nNo.';
    expect(ownWords(text)).toEqual(only(text));
  });

  it('leave the signature aside, above the quote and below', () => {
    expect(ownWords('Yes.\n-- \nGrace\nHarvard\n\n> There?')).toEqual({
      own: 'Yes.',
      quoted: '> There?',
      signature: '-- \nGrace\nHarvard',
    });
    expect(ownWords('> There?\n\nYes.\n--\nGrace').signature).toBe('--\nGrace');
    expect(ownWords('Yes.\n\nSent from my iPhone\n\n> There?')).toMatchObject({
      own: 'Yes.',
      signature: 'Sent from my iPhone',
    });
    expect(ownWords('Ja.\n\nVon meinem iPhone gesendet').signature).toBe('Von meinem iPhone gesendet');
  });
});

describe('own words of HTML', () => {
  it('are Markdown', () => {
    const html =
      '<h2>Plan</h2><p>We <b>meet</b> at <a href="https://a.example/">ten</a>.</p><ul><li>tea</li></ul>';
    expect(ofHtml(html)).toEqual(only('## Plan\n\nWe **meet** at [ten](https://a.example/).\n\n-   tea'));
  });

  it.each([
    [
      'Gmail',
      '<div dir="ltr">Yes.</div><br><div class="gmail_quote"><div class="gmail_attr">Am 1. schrieb Ada:<br></div><blockquote class="gmail_quote">There?</blockquote></div>',
      'Am 1. schrieb Ada:\n\n> There?',
    ],
    [
      'Apple Mail',
      '<div>Yes.</div><div><br><blockquote type="cite"><div>On 1 Nov, Ada wrote:</div><div>There?</div></blockquote></div>',
      'On 1 Nov, Ada wrote:\n\nThere?',
    ],
    [
      'Thunderbird',
      '<p>Yes.</p><div class="moz-cite-prefix">Ada kirjoitti 1.11.:<br></div><blockquote type="cite">There?</blockquote>',
      'Ada kirjoitti 1.11.:\n\nThere?',
    ],
    [
      'Outlook on the web',
      '<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Frá:</b> Ada</div><div>There?</div>',
      '---\n\n**Frá:** Ada\n\nThere?',
    ],
    [
      'Outlook',
      '<p>Yes.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p><b>Lähettäjä:</b> Ada</p></div></div><p>There?</p>',
      '**Lähettäjä:** Ada\n\nThere?',
    ],
    [
      'Yahoo',
      '<div>Yes.</div><div id="y" class="yahoo_quoted"><div>Ada:</div><div>There?</div></div>',
      'Ada:\n\nThere?',
    ],
  ])('end where %s quotes, in any language', (_program, html, quoted) => {
    expect(ofHtml(html)).toEqual({ own: 'Yes.', quoted, signature: null });
  });

  it('keep quotes that are answered one by one', () => {
    const html =
      '<blockquote type="cite">There?</blockquote><p>Yes.</p><blockquote type="cite">And Grace?</blockquote><p>No.</p>';
    expect(ofHtml(html)).toEqual(only('There?\n\nYes.\n\nAnd Grace?\n\nNo.'));
  });

  it('leave signatures aside, and what nobody sees', () => {
    const html =
      '<div style="display:none">preheader</div><p>Yes.</p><div class="gmail_signature">Grace</div><div class="gmail_quote">There?</div>';
    expect(ofHtml(html)).toEqual({ own: 'Yes.', quoted: 'There?', signature: 'Grace' });
    expect(ofHtml('<p>Yes.</p><p>-- <br>Grace</p>').signature).toBe('\\--  \nGrace');
  });
});

describe('a preview', () => {
  it('is the first words, without what is quoted', () => {
    expect(previewOf('Hello\r\n\r\n  world\u200b\u00a0!\n> old')).toBe('Hello world !');
    expect(previewOf('> only\n> quoted')).toBe('> only > quoted');
    expect(previewOf(textOfHtml('<title>T</title><style>p{}</style><p>One</p><p>T&amp;o &lt;3</p>'))).toBe(
      'One T&o <3',
    );
  });

  it('ends between words and within 200 characters', () => {
    const preview = previewOf('word '.repeat(100)) ?? '';
    expect(preview.length).toBeLessThanOrEqual(200);
    expect(preview).toMatch(/word…$/);
    expect(previewOf('😀'.repeat(300))).toMatch(/^(?:😀)+…$/u);
  });
});
