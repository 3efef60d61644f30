/** REST: finding and reading messages. What changes them is in message-changes.ts, their bytes in content.ts. */
import {
  bodyFields,
  describedFields,
  machineFields,
  summaryFields,
  type HtmlForm,
  type MessageField,
} from '../../domain/message.ts';
import type { Filter } from '../../domain/search.ts';
import { hasScope, type Principal } from '../../domain/principal.ts';
import type { BrowseMail, MessageListing, MessagePage } from '../../use-cases/browse-mail.ts';
import type { ReadMessage } from '../../use-cases/read-message.ts';
import { listTag, noneMatches, tagHeaders } from '../entity-tag.ts';
import { listAnswer, orderOf, pageRequest, sortTerm, type ListAnswer } from '../lists.ts';
import type { Call, Handlers } from '../operations.ts';
import { messageTag } from '../message-tag.ts';
import { messageOnWire } from '../wire.ts';
import type { components } from './contract.gen.ts';

export const defaultBodyMaxBytes = 1024 * 1024;

type Schemas = components['schemas'];

export interface MessagePorts {
  readonly browseMail: Pick<BrowseMail, 'listMessages' | 'listVersion'>;
  readonly readMessage: Pick<ReadMessage, 'get' | 'version'>;
}

export function createMessageHandlers({
  browseMail,
  readMessage,
}: MessagePorts): Pick<Handlers, 'listMessages' | 'searchMessages' | 'getMessage'> {
  return {
    async listMessages({ query: { sort, ...asked }, header, ...call }) {
      const query = sort === undefined ? asked : { ...asked, sort: sort.map(sortTerm) };
      return await listUnlessKnown(call, query, header['If-None-Match']);
    },
    async searchMessages({ body: { value }, header, isQuery, ...call }) {
      // To POST the header means something else (RFC 9110 §13.1.2): there it only goes unanswered.
      const answer = await listUnlessKnown(call, value, isQuery ? header['If-None-Match'] : undefined);
      if (answer.status === 304) return answer;
      // A cursor of a search travels in its body, which no link can carry.
      const { status, body, headers } = answer;
      return { status, body, headers };
    },
    async getMessage({ principal, path: { account, message: id }, query, header, signal }) {
      const { bodyMaxBytes = defaultBodyMaxBytes, markdown = false } = query;
      const shown = query.fields ?? defaultFields(principal);
      const fields = markdown ? [...new Set([...shown, ...markdownFields])] : shown;
      const html = htmlForm(query);
      const view = { ...query, fields, bodyMaxBytes };
      const ifNoneMatch = header['If-None-Match'];
      if (ifNoneMatch !== undefined) {
        const version = await readMessage.version(principal, account, id, { fields, bodyMaxBytes }, signal);
        const tag = linksImages(fields, html) ? null : messageTag(version, view);
        if (tag !== null && noneMatches(ifNoneMatch, tag)) return { status: 304, headers: tagHeaders(tag) };
      }
      const wanted = { fields: [...new Set([...fields, 'modseq' as const])], bodyMaxBytes, html };
      const message = await readMessage.get(principal, account, id, wanted, signal);
      return {
        status: 200,
        body: messageOnWire(message, fields),
        headers: tagHeaders(linksImages(fields, html) ? null : messageTag(message, view)),
      };
    },
  };

  async function listUnlessKnown(
    { principal, path, signal }: Pick<Call<'listMessages'>, 'principal' | 'path' | 'signal'>,
    asked: Partial<Schemas['MessageSearch']>,
    ifNoneMatch: string | undefined,
  ): Promise<MessageListAnswer | (Known & { readonly status: 304 })> {
    const listing = listingOf(asked);
    const tagOf = (version: string | null): string | null =>
      linksImages(listing.fields, htmlForm(asked)) ? null : listTag(version, asked);
    if (ifNoneMatch !== undefined) {
      const tag = tagOf(await browseMail.listVersion(principal, path.account, listing, signal));
      if (tag !== null && noneMatches(ifNoneMatch, tag)) return { status: 304, headers: tagHeaders(tag) };
    }
    const page = await browseMail.listMessages(principal, path.account, listing, pageRequest(asked), signal);
    const { body, ...answer } = listAnswer(page, (message) => messageOnWire(message, listing.fields));
    const headers = tagHeaders(tagOf(page.version));
    return { ...answer, body: { ...body, skipped: page.skipped }, headers };
  }
}

interface Known {
  readonly headers: Readonly<Record<string, string>>;
}

interface MessageListAnswer extends ListAnswer<Schemas['Message']>, Known {
  readonly body: ListAnswer<Schemas['Message']>['body'] & Pick<MessagePage, 'skipped'>;
}

function listingOf(asked: Partial<Schemas['MessageSearch']>): MessageListing {
  const { mailbox = 'inbox', q, fields = summaryFields, bodyMaxBytes = defaultBodyMaxBytes } = asked;
  const shown: readonly MessageField[] =
    asked.snippets === true ? [...new Set([...fields, 'snippets' as const])] : fields;
  const [filter, order] = [filterOf(asked.filter), orderOf(asked.sort)];
  return { mailbox, filter, q, order, fields: shown, bodyMaxBytes, html: htmlForm(asked) };
}

const markdownFields = ['markdown', 'quoted', 'signature'] as const satisfies readonly MessageField[];

export function htmlForm({ html = 'raw', images = 'block' }: Partial<Schemas['MessageSearch']>): HtmlForm {
  return { as: html, images };
}

/** The links to a message's own images expire, which no entity tag can tell. */
function linksImages(fields: readonly MessageField[], html: HtmlForm): boolean {
  return html.as === 'safe' && fields.includes('html');
}

/** One message shows its body too, to keys that may read it. */
function defaultFields(principal: Principal): readonly MessageField[] {
  const fields = [...summaryFields, ...describedFields];
  return hasScope(principal, 'bodies:read') ? [...fields, ...machineFields, ...bodyFields] : fields;
}

/** The schema has seen to it that every node has exactly one key, which its type cannot say. */
function filterOf(filter: Schemas['MessageFilter'] | undefined): Filter | null {
  return filter === undefined ? null : (filter as unknown as Filter);
}
