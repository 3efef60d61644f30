import { describe, expect, it } from 'vitest';
import { markdownOf } from '../../src/content/markdown.ts';

const markdown = (html: string): string => markdownOf(html).markdown;

describe('Markdown of safe HTML', () => {
  it('has no HTML where that had text', () => {
    expect(markdown('<p>&lt;img src=x onerror=alert(1)&gt;</p>')).toBe('\\<img src=x onerror=alert(1)>');
    expect(markdown('<p>&amp;lt;b&amp;gt; &amp;#60; R&amp;D</p>')).toBe('\\&lt;b\\&gt; \\&#60; R&D');
    expect(markdown('<p>1 &lt; 2</p>')).toBe('1 \\< 2');
  });

  it('has no other link than the HTML', () => {
    const image = '<img alt="x" data-remote-src="https://a.example/b) [click](javascript:alert(1)" />';
    expect(markdown(image)).toBe('![x](https://a.example/b%29%20[click]%28javascript:alert%281%29)');
    expect(markdown('<a href="https://a.example/b) [c](javascript:1">go</a>')).toBe(
      '[go](<https://a.example/b\\) [c]\\(javascript:1>)',
    );
  });
});
