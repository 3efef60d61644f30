/** What the control API shows of what the sandbox holds. */
import { headerField } from '../mime/header.ts';
import { decodedWords } from '../mime/encoded-words.ts';
import { parseMime } from '../mime/parse.ts';
import type { ArmedFault, Strike } from '../faults/faults.ts';
import type { Arrival, ArrivedRecipient } from '../smtp/arrivals.ts';
import type { MailUser } from '../store/model.ts';

export interface ArrivalShape {
  readonly id: string;
  readonly at: string;
  readonly via: Arrival['via'];
  readonly user: string | null;
  readonly secure: boolean;
  readonly from: string;
  readonly recipients: readonly ArrivedRecipient[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly size: number;
}

export function arrivalShape({ id, at, via, user, secure, from, recipients, raw }: Arrival): ArrivalShape {
  const root = parseMime(raw);
  return {
    id,
    at: at.toISOString(),
    via,
    user,
    secure,
    from,
    recipients,
    subject: decodedWords(headerField(raw, root, 'Subject') ?? ''),
    messageId: headerField(raw, root, 'Message-ID')?.trim() ?? null,
    size: raw.length,
  };
}

export interface UserShape {
  readonly name: string;
  readonly password: string;
  readonly addresses: readonly string[];
  readonly mailboxes: readonly {
    readonly name: string;
    readonly messages: number;
    readonly unseen: number;
    readonly uidValidity: number;
  }[];
}

export function userShape(user: MailUser): UserShape {
  return {
    name: user.name,
    password: user.password,
    addresses: user.addresses,
    mailboxes: user
      .mailboxes()
      .filter(({ selectable }) => selectable)
      .map(({ name, messages, unseen, uidValidity }) => ({
        name,
        messages: messages.length,
        unseen,
        uidValidity,
      })),
  };
}

export interface FaultsShape {
  readonly struck: number;
  readonly armed: readonly ArmedFault[];
  readonly log: readonly Strike[];
}
