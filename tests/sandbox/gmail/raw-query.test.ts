import { describe, expect, it } from 'vitest';
import { readRawQuery } from '../../../src/sandbox/gmail/raw-query.ts';
import type { SearchKey } from '../../../src/sandbox/search/key.ts';

const text = (value: string): SearchKey => ({ kind: 'text', value });
const from = (value: string): SearchKey => ({ kind: 'address', field: 'from', value });
const labelled = (label: string): SearchKey => ({ kind: 'header', name: 'label', value: label });
const attached = (): SearchKey => ({ kind: 'header', name: 'attached', value: '' });
const read = (query: string): SearchKey | null => readRawQuery(query, { labelled, attached });

describe('a search in the words of Gmail', () => {
  it.each<[string, SearchKey]>([
    ['', { kind: 'all' }],
    ['two words', { kind: 'and', keys: [text('two'), text('words')] }],
    ['"one phrase"', { kind: 'and', keys: [text('one phrase')] }],
    [
      'from:bob -subject:"no thanks"',
      {
        kind: 'and',
        keys: [from('bob'), { kind: 'not', key: { kind: 'subject', value: 'no thanks' } }],
      },
    ],
    [
      'a b OR c d',
      {
        kind: 'and',
        keys: [text('a'), { kind: 'or', keys: [text('b'), text('c')] }, text('d')],
      },
    ],
    ['{a b}', { kind: 'and', keys: [{ kind: 'or', keys: [text('a'), text('b')] }] }],
    ['from:(ann bob)', { kind: 'and', keys: [{ kind: 'and', keys: [from('ann'), from('bob')] }] }],
    ['is:unread', { kind: 'and', keys: [{ kind: 'flag', flag: '\\Seen', set: false }] }],
    ['in:inbox', { kind: 'and', keys: [labelled('\\inbox')] }],
    ['label:Work', { kind: 'and', keys: [labelled('Work')] }],
    ['has:attachment', { kind: 'and', keys: [attached()] }],
    ['has:userlabels', { kind: 'and', keys: [text('has:userlabels')] }],
    ['in:anywhere', { kind: 'and', keys: [{ kind: 'all' }] }],
    [
      'after:2026/3/1',
      { kind: 'and', keys: [{ kind: 'internal-date', compare: 'since', day: '2026-03-01' }] },
    ],
    ['older_than:2d', { kind: 'and', keys: [{ kind: 'within', compare: 'older', seconds: 172_800 }] }],
    ['larger:2M', { kind: 'and', keys: [{ kind: 'size', compare: 'larger', octets: 2_097_152 }] }],
    ['sunny:side', { kind: 'and', keys: [text('sunny:side')] }],
  ])('%s is understood', (query, key) => {
    expect(read(query)).toEqual(key);
  });

  it.each(['(a', 'a)', '(a}', '"a', '('.repeat(50) + ')'.repeat(50)])('%s is refused', (query) => {
    expect(read(query)).toBeNull();
  });
});
