/** To whom an answer goes (RFC 5322 §3.6.3): never to its writer, and to nobody twice. */
import type { AccountSettings } from './account.ts';
import type { Address } from './address.ts';
import { envelopeProblem, type Person } from './outgoing.ts';
import type { AnsweredFields, ReferenceAction } from './reference.ts';

export interface AnswerRecipients {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
}

type Correspondents = Pick<AnsweredFields, 'from' | 'replyTo' | 'to' | 'cc'>;

/**
 * An answer goes to Reply-To, else to From; one to all also to all others of To and Cc. A letter of the account's own is
 * answered to whom it went. Addresses that nothing can be sent to are left out.
 */
export function answerRecipients(
  original: Correspondents,
  action: Exclude<ReferenceAction, 'forward'>,
  account: AccountSettings,
): AnswerRecipients {
  const own = new Set(ownPeople(account).map(({ address }) => folded(address)));
  const people = (addresses: readonly Address[]): readonly Person[] => addresses.flatMap(personOf);
  const others = (list: readonly Person[]): readonly Person[] =>
    list.filter(({ address }) => !own.has(folded(address)));
  const { from, replyTo, to, cc } = {
    from: people(original.from),
    replyTo: people(original.replyTo),
    to: people(original.to),
    cc: people(original.cc),
  };
  // A Reply-To that leads back here answers nobody else.
  const writer = others(replyTo).length > 0 || others(from).length === 0 ? orElse(replyTo, from) : from;
  const answered = others(writer).length > 0 ? writer : to;
  if (action === 'reply') return { to: unique(orElse(others(answered), writer)), cc: [] };

  // A list that names itself there hides who wrote: to all means to them, too.
  const hides = replyTo.length > 0 && isWithin(replyTo, [...to, ...cc]);
  const all = unique(others([...answered, ...(hides ? from : []), ...to]));
  const copies = unique([...all, ...others(cc)]).slice(all.length);
  return { to: all.length === 0 && copies.length === 0 ? unique(writer) : all, cc: copies };
}

/** The first of the account's addresses that is among these, so that an answer comes from where the message went. */
export function ownAmong(account: AccountSettings, addresses: readonly Address[]): Person | null {
  const named = new Set(addresses.map(({ address }) => folded(address)));
  return ownPeople(account).find(({ address }) => named.has(folded(address))) ?? null;
}

function ownPeople({ email, name, identities }: AccountSettings): readonly Person[] {
  return [{ address: email, name }, ...identities];
}

/** People write their own address in any case, and hardly a server minds. */
function folded(address: string): string {
  return address.toLowerCase();
}

function personOf({ address, name }: Address): readonly Person[] {
  if (envelopeProblem(address) !== null) return [];
  return [{ address, name: name === null ? null : oneLine(name).slice(0, 200) || null }];
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Of those named twice the first. */
function unique(list: readonly Person[]): readonly Person[] {
  const known = new Set<string>();
  return list.filter(({ address }) => known.size < known.add(folded(address)).size);
}

function isWithin(some: readonly Person[], all: readonly Person[]): boolean {
  const known = new Set(all.map(({ address }) => folded(address)));
  return some.every(({ address }) => known.has(folded(address)));
}

function orElse(list: readonly Person[], otherwise: readonly Person[]): readonly Person[] {
  return list.length > 0 ? list : otherwise;
}
