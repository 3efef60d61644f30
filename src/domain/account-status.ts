/**
 * The observed state of an account: which observation changes it, and which change is an event. An event tells a
 * change of state, never a single retry (api.md §2 "Events"); the sending side changes without one.
 */
import type { Account, AccountSettings, AccountStatus, SendingState, Standing } from './account.ts';
import { stateEventId } from './event.ts';
import type { EventType, NewEvent } from './event.ts';
import type { Instant } from './time.ts';

/** `detail` is the server's or the network's word without secrets, null when all is well. */
export type Observation =
  | {
      readonly side: 'imap';
      readonly state: 'connected' | 'auth-failed' | 'unreachable';
      readonly detail: string | null;
    }
  | {
      readonly side: 'smtp';
      readonly state: 'ready' | 'auth-failed' | 'unreachable';
      readonly detail: string | null;
    };

/** A status as kept: `number` counts its changes. */
export type NumberedStatus = AccountStatus & { readonly number: number };

export interface StatusChange {
  readonly status: AccountStatus;
  readonly event: NewEvent | null;
}

/** Of an account that was just made, or made to begin anew. */
export function initialStatus(settings: AccountSettings, at: Instant): AccountStatus {
  return {
    imap: { state: settings.paused ? 'paused' : 'connecting', lastError: null, since: at },
    sending: { state: initialSending(settings), lastError: null, since: at },
  };
}

/** null when nothing changes. An observation of a paused side is old news. */
export function observed(
  account: Account,
  { number, ...status }: NumberedStatus,
  observation: Observation,
  at: Instant,
): StatusChange | null {
  const { state, detail } = observation;
  if (observation.side === 'smtp') {
    const before = status.sending;
    if (before.state === 'paused' || before.state === 'none') return null;
    const sending = moved(before, observation.state, detail, at);
    return sending === null ? null : { status: { ...status, sending }, event: null };
  }
  const before = status.imap;
  if (before.state === 'paused') return null;
  const imap = moved(before, observation.state, detail, at);
  if (imap === null) return null;
  const next = { ...status, imap };
  if (before.state === state) return { status: next, event: null };
  return {
    status: next,
    event: accountEvent(account, eventFor(before.state, observation.state), next, number),
  };
}

/**
 * After the owner changed the account. `renewed`: the sides whose server or credentials are new or are to be tried
 * anew, so that what was observed of them no longer counts. null when nothing changes.
 */
export function reconfigured(
  account: Account,
  { number, ...status }: NumberedStatus,
  renewed: { readonly imap: boolean; readonly smtp: boolean },
  at: Instant,
): StatusChange | null {
  const fresh = initialStatus(account, at);
  const imapAnew = renewed.imap || account.paused !== (status.imap.state === 'paused');
  const sendingAnew =
    renewed.smtp ||
    (account.smtp === null) !== (status.sending.state === 'none') ||
    (account.smtp !== null && isSendingPaused(account) !== (status.sending.state === 'paused'));
  const imap = imapAnew ? (moved(status.imap, fresh.imap.state, null, at) ?? status.imap) : status.imap;
  const sending = sendingAnew
    ? (moved(status.sending, fresh.sending.state, null, at) ?? status.sending)
    : status.sending;
  if (imap === status.imap && sending === status.sending) return null;
  const next = { imap, sending };
  const paused = imap.state === 'paused' && status.imap.state !== 'paused';
  return { status: next, event: paused ? accountEvent(account, 'account.paused', next, number) : null };
}

function initialSending(settings: AccountSettings): SendingState {
  if (settings.smtp === null) return 'none';
  return isSendingPaused(settings) ? 'paused' : 'ready';
}

function isSendingPaused(settings: AccountSettings): boolean {
  return settings.paused || settings.sendingPaused;
}

/** null when nothing is different; `since` stays while the state does. */
function moved<S>(before: Standing<S>, state: S, lastError: string | null, at: Instant): Standing<S> | null {
  if (before.state !== state) return { state, lastError, since: at };
  return before.lastError === lastError ? null : { ...before, lastError };
}

function eventFor(
  before: AccountStatus['imap']['state'],
  state: 'connected' | 'auth-failed' | 'unreachable',
): EventType {
  if (state !== 'connected') return `account.${state}`;
  return before === 'connecting' ? 'account.connected' : 'account.recovered';
}

function accountEvent(account: Account, type: EventType, { imap }: AccountStatus, number: number): NewEvent {
  const { id, email, incarnation } = account;
  return {
    id: stateEventId(incarnation, id, type, number + 1),
    type,
    accountId: id,
    data: { account: { id, email, state: imap.state, lastError: imap.lastError } },
  };
}
