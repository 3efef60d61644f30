/** HTML of strangers made safe: what must not come through, what must, and that it is done when it is done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeHtml, type Sanitising } from '../../src/content/safe-html.ts';
import { safeStyle } from '../../src/content/safe-style.ts';

const how: Sanitising = {
  images: 'block',
  inlineUrl: (contentId) => (contentId === 'logo@here' ? '/v1/logo?token=t' : null),
  maxBytes: 1_000_000,
};
const block = (html: string): string => safeHtml(html, how).html;
const keep = (html: string): string => safeHtml(html, { ...how, images: 'keep' }).html;

const attacks = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src=x onerror=alert(1)//',
  '<img/onerror="alert(1)"src=x>',
  '<body onload=alert(1)>',
  '<div onclick="alert(1)" onmouseover=alert(1)>x</div>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript&colon;alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<img src="data:text/html;base64,PHNjcmlwdD4=">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img src="javascript:alert(1)">',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/x.swf"></object><embed src="https://evil.example/x.swf">',
  '<applet code="x.class"></applet>',
  '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
  '<base href="https://evil.example/"><a href="login">x</a>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body { background: url(https://evil.example/p) }</style>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<template><img src=x onerror=alert(1)></template>',
  '<select><option><style></option></select><img src=x onerror=alert(1)></style>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte mso 9]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<video poster="https://evil.example/p" src=x onerror=alert(1)><source onerror=alert(1)></video>',
  '<marquee onstart=alert(1)>x</marquee><details open ontoggle=alert(1)>x</details>',
  '<table background="javascript:alert(1)"><tr><td background="vbscript:x">x</td></tr></table>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="wid\\th: ex\\pression(alert(1))">x</div>',
  '<div style="behavior:url(x.htc);-moz-binding:url(x.xml#a)">x</div>',
  '<div style="position:fixed;top:0;left:0;z-index:9999;width:100%">x</div>',
  '<div style="background:u/**/rl(https://evil.example/p)">x</div>',
  '<a href="https://ok.example" target=_self ping="https://evil.example/p">x</a>',
  '<img src="https://evil.example/p" srcset="https://evil.example/q 2x" style="background:url(https://evil.example/r)">',
  '<p title="&quot;><img src=x onerror=alert(1)>">x</p>',
  '<a href="https://x.example/&quot;onmouseover=&quot;alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<<img src=x onerror=alert(1)>>',
  '<img src="x" alt="``onerror=alert(1)">',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
];

/** What a browser would act on: tags, without the text between them, and without what stands in quotes. */
function tagsOf(html: string): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.toLowerCase());
}

const bare = (tag: string): string => tag.replace(/"[^"]*"/g, '""');

function expectHarmless(html: string): void {
  for (const tag of tagsOf(html)) {
    expect(bare(tag)).not.toMatch(
      /^<\/?(?:script|style|iframe|object|embed|applet|form|input|button|base|meta|link)/,
    );
    expect(bare(tag)).not.toMatch(
      /^<\/?(?:svg|math|noscript|xmp|textarea|template|select|option|video|source|marquee)/,
    );
    expect(bare(tag)).not.toMatch(/[\s/"]on[a-z]+\s*=/);
    expect(bare(tag)).not.toMatch(
      /\s(?:srcset|ping|poster|background|formaction|action|srcdoc|xlink:href)\s*=/,
    );
    expect(tag).not.toMatch(/(?:href|src)="\s*(?:javascript|vbscript|data:text|data:image\/svg)/);
    expect(tag).not.toMatch(/style="[^"]*(?:url\(|expression|position|behavior|binding|javascript|\\)/);
    expect(tag).not.toMatch(/\ssrc="https?:/);
  }
}

describe('safe HTML', () => {
  it.each(attacks)('lets nothing run or load: %s', (attack) => {
    for (const html of [
      attack,
      `<p>${attack}`,
      `<table><tr><td>${attack}</table>`,
      `<a title="${attack}">`,
    ]) {
      const once = block(html);
      expectHarmless(once);
      expect(block(once)).toBe(once);
    }
  });

  it('is harmless and stays as it is, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks, '<', '>', '"', "'", '</', '<b', '&', '=', ' '),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = block(pieces.join(''));
        expectHarmless(once);
        expect(block(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what formats mail', () => {
    const html =
      '<div style="color:#333;margin:0 auto;font-family:\'Segoe UI\',sans-serif"><h1>Hi</h1><table bgcolor="#fff" width="600">' +
      '<tbody><tr><td align="center" colspan="2"><b>a</b><br /></td></tr></tbody></table></div>';
    expect(block(html)).toBe(html);
  });

  it('gives links a place of their own and lets no relative one through', () => {
    expect(block('<a href="https://a.example/?a=1&amp;b=2">x</a>')).toBe(
      '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    );
    expect(block('<a href="/login">x</a>')).toBe('<a>x</a>');
    expect(block('<a href="//a.example">x</a>')).toContain('href="https://a.example"');
    expect(block('<a href="MAILTO:a@b.example">x</a>')).toContain('href="MAILTO:a@b.example"');
  });

  const remote =
    '<body background="http://a.example/1"><img src="https://a.example/2" alt="two"><img srcset="https://a.example/3 2x">' +
    '<td style="color:red;background:#fff url(\'//a.example/4\') no-repeat">x</td><img src="cid:logo@here"></body>';

  it('blocks and counts images of other servers, and says where they are', () => {
    const { html, remoteImages } = safeHtml(remote, how);
    expect(remoteImages).toBe(4);
    expectHarmless(html);
    expect(html).toContain('<div data-remote-background="http://a.example/1">');
    expect(html).toContain('<img alt="two" data-remote-src="https://a.example/2" />');
    expect(html).toContain('<img data-remote-src="https://a.example/3" />');
    expect(html).toContain(
      'data-remote-background="https://a.example/4" style="color:red;background:#fff   no-repeat"',
    );
  });

  it('keeps them where that is wanted, telling nobody where they are shown', () => {
    const { html, remoteImages } = safeHtml(remote, { ...how, images: 'keep' });
    expect(remoteImages).toBe(4);
    expect(html).toContain('<img alt="two" referrerpolicy="no-referrer" src="https://a.example/2" />');
    expect(html).toContain('background-image:url(&quot;https://a.example/4&quot;)');
    expect(keep('<img src="javascript:alert(1)">')).toBe('<img />');
  });

  it('shows images of the message by their links, and pictures that stand in the HTML', () => {
    expect(block('<img src="cid:logo@here">')).toContain('src="/v1/logo?token=t"');
    expect(block('<img src="CID:%6Cogo@here">')).toContain('src="/v1/logo?token=t"');
    expect(block('<img src="cid:other" alt="x">')).toBe('<img alt="x" />');
    expect(block('<img src="data:image/png;base64,iVBORw0KGgo=">')).toContain(
      'src="data:image/png;base64,iVBORw0KGgo="',
    );
  });

  it('marks quotes and signatures', () => {
    expect(block('<blockquote type="cite">q</blockquote>')).toContain('data-part="quote"');
    expect(block('<div class="a gmail_quote">q</div>')).toBe('<div data-part="quote">q</div>');
    expect(block('<div class="moz-signature">s</div>')).toBe('<div data-part="signature">s</div>');
    expect(block('<div data-part="onload=x">q</div>')).toBe('<div>q</div>');
  });

  it('stays within its octets, whole tags all', () => {
    const row = '<p style="color:red"><a href="https://a.example/">ü</a></p>';
    const { html, cut } = safeHtml(row.repeat(1_000), { ...how, maxBytes: 10_000 });
    expect(cut).toBe(true);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(10_000);
    expect(html.endsWith('</p>')).toBe(true);
    expect(html.length).toBeGreaterThan(5_000);
  });
});

describe('safe styles', () => {
  it.each([
    ['color: red', 'color:red'],
    ['COLOR:RED;;top:1px', 'color:RED'],
    ['font-family: "a;b", c; mso-hide: all', 'font-family: "a;b", c'.replace(': ', ':')],
    ['width: calc(100% - 1px)', 'width:calc(100% - 1px)'],
    ['color: rgb(1, 2, 3); background: image-set("x" 1x)', 'color:rgb(1, 2, 3)'],
    ['content: "x"; cursor: pointer; color', ''],
    ['color: red</style>', ''],
    ['border-top-width: 1px; border-image: url(x)', 'border-top-width:1px'],
    ['margin: 0 auto -5000px; margin-left: calc(0px - 9em); text-indent: -.5e4px', ''],
    ['margin: -moz-initial 1px; text-indent: 1em', 'margin:-moz-initial 1px;text-indent:1em'],
    ['letter-spacing: -0.5px; word-spacing: -999px', 'letter-spacing:-0.5px'],
  ])('%s', (style, expected) => {
    expect(safeStyle(style, () => null)).toBe(expected);
  });
});
