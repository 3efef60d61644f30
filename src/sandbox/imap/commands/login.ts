/** STARTTLS and LOGIN (RFC 3501 §6.2), and what every way of logging in has in common. */
import type { MailUser } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { no, ok, type Reply } from '../reply.ts';
import type { Session } from '../session.ts';

const starttls: Command = {
  name: 'STARTTLS',
  state: 'not-authenticated',
  needs: ['STARTTLS'],
  async run(session, given) {
    given.end();
    const struck = await session.meet('starttls');
    if (struck !== null) return struck;
    session.afterReply = session.line.startTls;
    return ok('Begin TLS now.');
  },
};

const login: Command = {
  name: 'LOGIN',
  state: 'not-authenticated',
  run(session, given) {
    given.space();
    const name = utf8(given.astring());
    given.space();
    const password = utf8(given.astring());
    given.end();
    if (session.house.behaviour.quirks.passwordsRefused === true) return logIn(session, name, () => false);
    if (session.offers('LOGINDISABLED')) return no('Begin TLS before you log in.', 'PRIVACYREQUIRED');
    return logIn(session, name, (user) => user.password === password);
  },
};

/** Credentials are UTF-8, whatever carried them. */
export function utf8(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/** `proven` says whether who asks is this user. The reply is the command's. */
export async function logIn(
  session: Session,
  name: string,
  proven: (user: MailUser) => boolean,
): Promise<Reply> {
  const { behaviour, store } = session.house;
  const struck = await session.meet('login', { user: name });
  if (struck !== null) return struck;
  const user = store.user(name);
  if (user === null || !proven(user)) {
    const refusal = behaviour.quirks.loginRefusal;
    return no(
      refusal?.text ?? 'Name or password is wrong.',
      refusal === undefined ? 'AUTHENTICATIONFAILED' : refusal.code,
    );
  }
  if (!session.enter(user)) {
    const refusal = behaviour.quirks.tooManyConnections ?? {
      code: 'LIMIT',
      text: 'Too many connections of this user.',
    };
    return no(refusal.text, refusal.code);
  }
  const code =
    behaviour.quirks.noCapabilityCodes === true ? null : `CAPABILITY ${session.capabilities().join(' ')}`;
  return ok('Logged in.', code);
}

export const LOGIN: readonly Command[] = [starttls, login];
