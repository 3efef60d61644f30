/** QUOTA (RFC 9208, RFC 2087): one root, named "", for all mailboxes of a user. */
import type { Command } from '../command.ts';
import { no, ok } from '../reply.ts';
import type { Session } from '../session.ts';
import { Refused } from '../wire/syntax.ts';
import { existing, userOf } from './mailbox-named.ts';
import { wireName } from './status.ts';

function tellQuota(session: Session): void {
  const { quota } = userOf(session);
  const usage = quota.usage();
  const resources: string[] = [];
  if (quota.storageKiB !== null) resources.push(`STORAGE ${usage.storageKiB} ${quota.storageKiB}`);
  if (quota.messages !== null) resources.push(`MESSAGE ${usage.messages} ${quota.messages}`);
  session.untagged('QUOTA', `QUOTA "" (${resources.join(' ')})`);
}

const getQuota: Command = {
  name: 'GETQUOTA',
  state: 'authenticated',
  needs: ['QUOTA'],
  run(session, given) {
    given.space();
    const root = given.astring();
    given.end();
    if (root !== '') throw new Refused('NONEXISTENT', 'There is no such quota root.');
    tellQuota(session);
    return ok('This is the quota.');
  },
};

const getQuotaRoot: Command = {
  name: 'GETQUOTAROOT',
  state: 'authenticated',
  needs: ['QUOTA'],
  run(session, given) {
    given.space();
    const mailbox = existing(session, given.mailbox());
    given.end();
    session.untagged('QUOTAROOT', `QUOTAROOT ${wireName(session, mailbox.name)} ""`);
    tellQuota(session);
    return ok('This is the quota.');
  },
};

const setQuota: Command = {
  name: 'SETQUOTA',
  state: 'authenticated',
  needs: ['QUOTA'],
  run(_, given) {
    given.space();
    given.astring();
    given.space();
    given.list(() => {
      given.atom();
      given.space();
      given.number();
    }, 'may-be-empty');
    given.end();
    return no('Users do not set their own quota.', 'NOPERM');
  },
};

export const QUOTA: readonly Command[] = [getQuota, getQuotaRoot, setQuota];
