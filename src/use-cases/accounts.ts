/**
 * Accounts: connecting, changing, pausing and removing them. A change is written first and then told to the account's
 * observed state; every process that works for the account hears of it from the store.
 */
import { randomBytes } from 'node:crypto';
import type { Account, AccountSettings, Credentials, ServerSettings } from '../domain/account.ts';
import {
  describe,
  patchCredentials,
  patchSettings,
  type AccountPatch,
  type NewAccount,
} from '../domain/account-settings.ts';
import { initialStatus, reconfigured } from '../domain/account-status.ts';
import { viewOfAccount, type AccountView } from '../domain/account-view.ts';
import { settleCallbackSecret } from '../domain/callback-secret.ts';
import { GatewayError, invalid, notFound } from '../domain/errors.ts';
import { stateEventId } from '../domain/event.ts';
import { randomId } from '../domain/ids.ts';
import { mapPage, type Page, type PageRequest } from '../domain/page.ts';
import { requireAllAccounts, requireScope, type Principal } from '../domain/principal.ts';
import { instant } from '../domain/time.ts';
import {
  checkAddresses,
  checkId,
  renewedBy,
  requireFreshCredentials,
  type Renewed,
} from './account-rules.ts';
import { createOpenAccount } from './open-account.ts';
import type { AccountStore, LoginTrial } from './ports/accounts.ts';
import type { Clock, Egress } from './ports/service.ts';
import { createServerCheck, type LoginResult } from './server-check.ts';
import type { TrialLogins } from './trial-logins.ts';

export interface Accounts {
  /**
   * With `verify` both servers are tried first: `account-login-failed`. The view shows the callback secret where one was made;
   * what needs it is not tried then. Throws `already-exists`, `egress-refused`.
   */
  create(
    principal: Principal,
    input: NewAccount & { readonly id?: string | undefined },
    options: { readonly verify: boolean },
    signal: AbortSignal,
  ): Promise<AccountView>;
  get(principal: Principal, id: string): Promise<AccountView>;
  /** Newest first. */
  list(principal: Principal, page: PageRequest): Promise<Page<AccountView>>;
  /** A JSON Merge Patch. With `verify` a server whose settings or password change is tried first. */
  update(
    principal: Principal,
    id: string,
    patch: AccountPatch,
    options: { readonly verify: boolean },
    signal: AbortSignal,
  ): Promise<AccountView>;
  /** Erases everything that is kept for the account; `account.deleted` is left. */
  remove(principal: Principal, id: string): Promise<void>;
  /** Replaces all connections at once, whatever back-off they were in. Throws `account-paused`. */
  reconnect(principal: Principal, id: string): Promise<AccountView>;
  /** Logs in to both servers and keeps nothing. */
  verify(
    principal: Principal,
    input: NewAccount & { readonly id?: string | undefined },
    signal: AbortSignal,
  ): Promise<{ readonly imap: LoginResult; readonly smtp: LoginResult | null }>;
}

export interface AccountPorts {
  readonly accounts: AccountStore;
  readonly trial: LoginTrial;
  readonly trialLogins: TrialLogins;
  readonly egress: Egress;
  readonly clock: Clock;
}

const nothingRenewed: Renewed = { imap: false, smtp: false };

export function createAccounts(ports: AccountPorts): Accounts {
  const { accounts, trialLogins, clock } = ports;
  const open = createOpenAccount({ accounts });
  const servers = createServerCheck(ports);
  const now = (): string => instant(clock.now());

  const view = async (account: Account, callbackSecret: string | null = null): Promise<AccountView> =>
    viewOfAccount(account, await accounts.status(account), callbackSecret);

  /** Writes what `change` makes of the present document; again when somebody else was faster. */
  const rewrite = async (
    principal: Principal,
    id: string,
    change: (account: Account) => Change | Promise<Change>,
  ): Promise<AccountView> => {
    for (;;) {
      const account = await open(principal, id, 'accounts:write');
      const { settings, credentials, renewed, made = null } = await change(account);
      const next: Account = { ...account, ...settings, revision: account.revision + 1, updatedAt: now() };
      if (!(await accounts.update(next, credentials))) continue;
      await restand(next, renewed);
      return await view(next, made);
    }
  };

  const restand = async (account: Account, renewed: Renewed): Promise<void> => {
    for (;;) {
      const status = await accounts.status(account);
      const change = reconfigured(account, status, renewed, now());
      if (change === null) return;
      const saved = await accounts.saveStatus(account, status.number, change.status, change.event, null);
      if (saved !== 'changed') return;
    }
  };

  return {
    async create(principal, input, { verify }, signal) {
      requireScope(principal, 'accounts:write');
      requireAllAccounts(principal, 'Creating an account');
      const id = input.id ?? randomId('acc');
      checkId(input.id);
      const described = describe(input);
      const { settings } = described;
      checkAddresses(settings);
      const { credentials, made } = settleCallbackSecret(
        null,
        settings,
        described.credentials,
        input.callbackSecret,
      );
      await servers.admit(settings);
      if ((await accounts.get(id)) !== null) throw taken(id);
      const tokens = trialLogins.ofNew({ settings, credentials, id, asGiven: false }, signal);
      if (verify) await servers.logIn(triable(settings, made), (side) => tokens.of(side), signal);
      const at = now();
      const incarnation = randomBytes(16).toString('hex');
      const account: Account = { ...settings, id, incarnation, revision: 1, createdAt: at, updatedAt: at };
      const status = initialStatus(account, at);
      if (!(await accounts.insert(account, await tokens.exchanged(), status))) throw taken(id);
      return viewOfAccount(account, status, made);
    },

    get: async (principal, id) => view(await open(principal, id, 'accounts:read')),

    async list(principal, page) {
      requireScope(principal, 'accounts:read');
      const found = await accounts.list(principal.accounts, page);
      const views = new Map<Account, AccountView | null>();
      await Promise.all(
        found.items.map(async (account) => {
          // Removed since the page was read.
          views.set(account, await view(account).catch(absent));
        }),
      );
      return mapPage(found, (account) => views.get(account) ?? null);
    },

    update: (principal, id, patch, { verify }, signal) =>
      rewrite(principal, id, async (account) => {
        const settings = patchSettings(account, patch);
        checkAddresses(settings);
        requireFreshCredentials(account, settings, patch);
        const renewed = renewedBy(account, settings, patch);
        if (!renewed.imap && !renewed.smtp && patch.callbackSecret === undefined) {
          return { settings, credentials: null, renewed };
        }
        const before = { settings: account, credentials: await accounts.credentials(account) };
        const patched = patchCredentials(before, settings, patch);
        const { credentials, made } = settleCallbackSecret(account, settings, patched, patch.callbackSecret);
        await servers.admit(settings);
        if (verify) {
          const { imap, smtp } = triable(settings, made);
          const tried = { imap: renewed.imap ? imap : null, smtp: renewed.smtp ? smtp : null };
          const next = { ...account, ...settings };
          await servers.logIn(tried, (side) => trialLogins.ofKnown(next, credentials, side, signal), signal);
        }
        return { settings, credentials, renewed, made };
      }),

    async remove(principal, id) {
      const account = await open(principal, id, 'accounts:write');
      const removed = await accounts.remove(account, {
        id: stateEventId(account.incarnation, account.id, 'account.deleted', account.revision),
        type: 'account.deleted',
        accountId: account.id,
        data: { account: { id: account.id, email: null, state: null, lastError: null } },
      });
      if (!removed) throw notFound('account');
    },

    reconnect: (principal, id) =>
      rewrite(principal, id, (account) => {
        if (account.paused) {
          throw new GatewayError(
            'account-paused',
            'The account is paused; resume it with { "paused": false }.',
          );
        }
        return { settings: account, credentials: null, renewed: nothingRenewed };
      }),

    async verify(principal, input, signal) {
      requireScope(principal, 'accounts:write');
      const described = describe(input);
      const { settings } = described;
      checkAddresses(settings);
      const { credentials, made } = settleCallbackSecret(
        null,
        settings,
        described.credentials,
        input.callbackSecret,
      );
      if (made !== null)
        throw invalid('/callbackSecret', 'A token callback is asked with a secret that it knows.');
      await servers.admit(settings);
      const tokens = trialLogins.ofNew({ settings, credentials, id: null, asGiven: true }, signal);
      const { imap, smtp } = await servers.logIn(settings, (side) => tokens.of(side), signal);
      if (imap === null) throw new Error('An account without IMAP was verified');
      return { imap, smtp };
    },
  };
}

interface Change {
  readonly settings: AccountSettings;
  /** null: they stay. */
  readonly credentials: Credentials | null;
  readonly renewed: Renewed;
  /** A callback secret that is to be shown. */
  readonly made?: string | null;
}

/** Without the callbacks that cannot know yet what they are signed with. */
function triable({ imap, smtp }: AccountSettings, made: string | null): TriedServers {
  const known = <S extends ServerSettings | null>(server: S): S | null =>
    made !== null && server?.auth.type === 'token-callback' ? null : server;
  return { imap: known(imap), smtp: known(smtp) };
}

interface TriedServers {
  readonly imap: ServerSettings | null;
  readonly smtp: ServerSettings | null;
}

function taken(id: string): GatewayError {
  return new GatewayError('already-exists', `There is an account with the id ${id} already.`);
}

function absent(error: unknown): null {
  if (error instanceof GatewayError && error.code === 'not-found') return null;
  throw error;
}
