import { connect as connectPlain, type Socket } from 'node:net';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function line(socket: Socket): Promise<string> {
  const [octets] = (await once(socket, 'data')) as [Buffer];
  return octets.toString('latin1');
}

describe('a user logs in', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ maxConnectionsPerUser: 2 });
  });
  afterEach(() => house.close());

  it.each([
    ['PLAIN', base64('\0ann\0secret')],
    ['XOAUTH2', base64('user=ann\u0001auth=Bearer good\u0001\u0001')],
    ['OAUTHBEARER', base64('n,a=ann,\u0001host=localhost\u0001auth=Bearer good\u0001\u0001')],
  ])('with %s, at once or when asked', async (mechanism, response) => {
    const once = await house.connect();
    expect((await once.run(`AUTHENTICATE ${mechanism} ${response}`)).at(-1)).toMatch(/^OK \[CAPABILITY /);
    const asked = await house.connect();
    asked.send(`a AUTHENTICATE ${mechanism}\r\n`);
    expect(await asked.response()).toBe('+ ');
    asked.send(`${response}\r\n`);
    expect(await asked.response()).toMatch(/^a OK /);
  });

  it('with LOGIN, which asks for the name and the password', async () => {
    const client = await house.connect();
    client.send('a AUTHENTICATE LOGIN\r\n');
    expect(await client.response()).toBe(`+ ${base64('Username:')}`);
    client.send(`${base64('ann')}\r\n`);
    expect(await client.response()).toBe(`+ ${base64('Password:')}`);
    client.send(`${base64('secret')}\r\n`);
    expect(await client.response()).toMatch(/^a OK /);
  });

  it('not with a wrong password, nor a wrong token, which is explained', async () => {
    const client = await house.connect();
    expect(await client.run('LOGIN ann wrong')).toEqual([
      'NO [AUTHENTICATIONFAILED] Name or password is wrong.',
    ]);
    client.send(`a AUTHENTICATE XOAUTH2 ${base64('user=ann\u0001auth=Bearer bad\u0001\u0001')}\r\n`);
    const challenge = await client.response();
    expect(Buffer.from(challenge?.slice(2) ?? '', 'base64').toString()).toContain('"status":"401"');
    client.send('\r\n');
    expect(await client.response()).toMatch(/^a NO \[AUTHENTICATIONFAILED\]/);
    client.send('b AUTHENTICATE PLAIN\r\n*\r\n');
    expect((await client.until('b')).at(-1)).toBe('b BAD You gave up.');
  });

  it('so often as one user may, and again when a connection has ended', async () => {
    const one = await house.enter();
    await house.enter();
    const third = await house.connect();
    expect(await third.run('LOGIN ann secret')).toEqual(['NO [LIMIT] Too many connections of this user.']);
    await one.run('LOGOUT');
    await one.rest();
    expect((await third.run('LOGIN ann secret')).at(-1)).toMatch(/^OK /);
  });

  it('behind STARTTLS, and what was slipped in before it is thrown away', async () => {
    const plain = connectPlain(house.server.port, '127.0.0.1');
    await line(plain);
    plain.write('a STARTTLS\r\nb LOGIN ann secret\r\n');
    expect(await line(plain)).toBe('a OK Begin TLS now.\r\n');
    const secure = connectTls({ socket: plain, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    secure.write('c CAPABILITY\r\n');
    const told = await line(secure);
    expect(told).toMatch(/^\* CAPABILITY /);
    expect(told).not.toContain('STARTTLS');
    secure.destroy();
  });

  it('on the TLS port, and is told BYE when it leaves', async () => {
    const secure = connectTls({ port: house.server.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    expect(await line(secure)).toMatch(/^\* OK \[CAPABILITY /);
    secure.write('a LOGOUT\r\n');
    expect(await line(secure)).toBe('* BYE Until next time.\r\na OK Logged out.\r\n');
    await once(secure, 'close');
  });
});
