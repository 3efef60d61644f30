import { describe, expect, it } from 'vitest';
import { connectionOf, pageRequestOf } from '../../src/api/graphql/connection.ts';
import type { Page } from '../../src/domain/page.ts';

function page(
  items: readonly string[],
  next: string | null,
  previous: string | null,
  sealed: number[] = [],
): Page<string> {
  return {
    items,
    next,
    previous,
    cursorAt: (index) => {
      sealed.push(index);
      return `c${index}`;
    },
  };
}

describe('connections', () => {
  it.each([
    [{}, { limit: 50, direction: 'next' }],
    [{ first: 10 }, { limit: 10, direction: 'next' }],
    [{ last: 5 }, { limit: 5, direction: 'previous' }],
    [
      { first: 10, after: 'x' },
      { limit: 10, cursor: 'x', direction: 'next' },
    ],
    [
      { after: 'x', first: null, last: null },
      { limit: 50, cursor: 'x', direction: 'next' },
    ],
    [
      { last: 3, before: 'x' },
      { limit: 3, cursor: 'x', direction: 'previous' },
    ],
    [{ before: 'x' }, { limit: 50, cursor: 'x', direction: 'previous' }],
  ])('page by %j', (given, request) => {
    expect(pageRequestOf(given)).toEqual(request);
  });

  it.each([
    [{ first: 0 }, '/first'],
    [{ first: 251 }, '/first'],
    [{ first: -1 }, '/first'],
    [{ last: 251, before: 'x' }, '/last'],
    [{ first: 5, last: 5 }, '/last'],
    [{ after: 'x', before: 'y' }, '/last'],
  ])('refuse %j', (given, pointer) => {
    let thrown: unknown;
    try {
      pageRequestOf(given);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('name every item and the ends of the page', () => {
    const connection = connectionOf(page(['a', 'b'], 'n', null), (item) => item.toUpperCase(), 7);
    expect(connection).toEqual({
      edges: [
        { node: 'A', cursor: 'c0' },
        { node: 'B', cursor: 'c1' },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'c0', endCursor: 'c1' },
      totalCount: 7,
    });
  });

  it('seal no cursor that nobody reads', () => {
    const sealed: number[] = [];
    const connection = connectionOf(page(['a', 'b'], null, null, sealed), (item) => item);
    expect(connection.edges[1]?.node).toBe('b');
    expect(sealed).toEqual([]);
    expect(connection.pageInfo.endCursor).toBe('c1');
    expect(sealed).toEqual([1]);
  });

  it('lead on from an empty page that has neighbours', () => {
    const { pageInfo } = connectionOf(page([], 'n', 'p'), (item) => item);
    expect(pageInfo).toMatchObject({ startCursor: 'p', endCursor: 'n', hasNextPage: true });
    expect(connectionOf(page([], null, null), (item) => item).pageInfo.endCursor).toBeNull();
  });
});
