/** AUTHENTICATE (RFC 3501 §6.2.2, SASL-IR of RFC 4959): PLAIN, LOGIN, XOAUTH2, OAUTHBEARER. */
import type { Command } from '../command.ts';
import { bad, no, type Reply } from '../reply.ts';
import type { Session } from '../session.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { logIn } from './login.ts';

/** Asks the client; null when it gave up with `*` or is gone. */
type Ask = (challenge: string) => Promise<string | null>;

/** null: the client gave up. */
type Mechanism = (session: Session, initial: string | null, ask: Ask) => Promise<Reply | null>;

/** What a token's refusal says before the reply (RFC 7628 §3.2.2, Google's XOAUTH2). */
const TOKEN_REFUSED = JSON.stringify({ status: '401', schemes: 'bearer', scope: 'mail' });

/** RFC 4616. */
const plain: Mechanism = async (session, initial, ask) => {
  const message = initial ?? (await ask(''));
  if (message === null) return null;
  const [authorization = '', name = '', password, more] = message.split('\0');
  if (password === undefined || more !== undefined) throw new BadSyntax('This is no answer to PLAIN.');
  const another =
    authorization !== '' && session.house.store.user(authorization) !== session.house.store.user(name);
  if (another) return no('Nobody may act for another here.', 'AUTHORIZATIONFAILED');
  return logIn(session, name, (user) => user.password === password);
};

const login: Mechanism = async (session, initial, ask) => {
  const name = initial ?? (await ask('Username:'));
  const password = name === null ? null : await ask('Password:');
  if (name === null || password === null) return null;
  return logIn(session, name, (user) => user.password === password);
};

/** XOAUTH2 and OAUTHBEARER differ in where the user's name stands. */
function bearer(nameIn: RegExp): Mechanism {
  return async (session, initial, ask) => {
    const message = initial ?? (await ask(''));
    if (message === null) return null;
    const name = nameIn.exec(message)?.[1];
    const token = /\u0001auth=Bearer ([^\u0001]+)\u0001/i.exec(message)?.[1];
    if (name === undefined || token === undefined) throw new BadSyntax('This holds no user or no token.');
    const reply = await logIn(session, name, (user) => session.house.checkToken(user.name, token) === 'ok');
    // The client answers the error that it is shown, whatever with.
    if (reply.condition === 'NO' && !session.ended) await ask(TOKEN_REFUSED);
    return reply;
  };
}

const MECHANISMS: ReadonlyMap<string, Mechanism> = new Map([
  ['PLAIN', plain],
  ['LOGIN', login],
  ['XOAUTH2', bearer(/^user=([^\u0001]*)\u0001/)],
  ['OAUTHBEARER', bearer(/^n,a=([^,\u0001]*),\u0001/)],
]);

const authenticate: Command = {
  name: 'AUTHENTICATE',
  state: 'not-authenticated',
  async run(session, given) {
    given.space();
    const name = given.atom().toUpperCase();
    let initial: string | null = null;
    if (!given.atEnd) {
      if (!session.offers('SASL-IR')) throw new BadSyntax('An initial response is not taken here.');
      given.space();
      initial = decoded(given.accept('=') ? '' : given.atom());
    }
    given.end();
    const mechanism = MECHANISMS.get(name);
    if (mechanism === undefined || !session.offers(`AUTH=${name}`))
      return no('This mechanism is not offered.', 'CANNOT');
    if (session.offers('LOGINDISABLED') && !session.line.secure())
      return no('Begin TLS before you log in.', 'PRIVACYREQUIRED');
    const ask: Ask = async (challenge) => {
      const answer = await session.ask(Buffer.from(challenge).toString('base64'));
      return answer === null || answer === '*' ? null : decoded(answer);
    };
    return (await mechanism(session, initial, ask)) ?? bad('You gave up.');
  },
};

function decoded(base64: string): string {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    throw new BadSyntax('This is no base64.');
  return Buffer.from(base64, 'base64').toString('utf8');
}

export const AUTHENTICATE: readonly Command[] = [authenticate];
