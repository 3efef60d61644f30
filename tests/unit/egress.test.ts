import { describe, expect, test } from 'vitest';
import { canonicalHost, createEgressRule } from '../../src/domain/egress.ts';
import { createEgress, type Lookup } from '../../src/egress.ts';

const noName: Lookup = async (host) => {
  throw new Error(`${host} was asked of the resolver`);
};
const strict = createEgress({ allow: [], lookup: noName });

describe('addresses that are not public', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.1', '192.168.1.1', '198.18.0.1', '198.19.255.255', '224.0.0.1'],
    ...[
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
    ],
    ...[
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '0:0:0:0:0:ffff:7f00:1',
      '::127.0.0.1',
      '::ffff:0:127.0.0.1',
    ],
    ...[
      '64:ff9b::10.0.0.1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2002:808:808::1',
      '2001::1',
    ],
    ...['2001:db8::1', '100::1', 'no address', ''],
  ])('%s is refused', (address) => {
    expect(createEgressRule([]).allowsAddress(address)).toBe(false);
  });
});

test.each([
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '198.20.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '64:ff9b::8.8.8.8',
])('%s is public', (address) => {
  expect(createEgressRule([]).allowsAddress(address)).toBe(true);
});

describe('spellings of a private host in a URL', () => {
  test.each([
    ...[
      'https://0x7f.1/',
      'https://2130706433/',
      'https://0177.0.0.1/',
      'https://127.1/',
      'https://127.0.0.1./',
    ],
    ...['https://[::ffff:7f00:1]/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://localhost/'],
    ...[
      'https://localhost./',
      'https://LOCALHOST/',
      'https://a.localhost/',
      'https://１２７．０．０．１/',
      'https://①②⑦.0.0.1/',
    ],
    ...[
      'https://127。0。0。1/',
      'https://0xA9FEA9FE/',
      'https://0/',
      'https://%31%32%37.0.0.1/',
      'https://①⓪.0.0.1/',
    ],
  ])('%s is refused before anything is resolved', (text) => {
    expect(() => strict.checkUrl(new URL(text))).toThrow(expect.objectContaining({ code: 'egress-refused' }));
  });

  test.each(['0x7f.1', '2130706433', '127.1', 'localhost.', '[::1]', '::1', '::ffff:7f00:1', '127.0.0.1.'])(
    'the mail host %s is refused like its plain form',
    async (host) => {
      await expect(strict.resolve(host, 993, 'imap')).rejects.toMatchObject({ code: 'egress-refused' });
    },
  );

  test.each([
    'a@127.0.0.1',
    'mail.example.com:25',
    'a b',
    'a/b',
    '',
    '.',
    'a#b',
    'a%2eb',
    '[::1',
    '1.2.3.4.5.6:1',
  ])('"%s" is no host', (host) => {
    expect(canonicalHost(host)).toBeNull();
  });
});

describe('URLs', () => {
  test.each([
    'https://example.com/hook',
    'https://example.com:8443/',
    'https://1.1.1.1/',
    'https://[2606:4700::1111]/',
  ])('%s may be called', (text) => {
    expect(() => strict.checkUrl(new URL(text))).not.toThrow();
  });

  test.each([
    ...['ftp://example.com/', 'file:///etc/passwd', 'http://example.com/', 'https://user@example.com/'],
    ...[
      'https://user:secret@example.com/',
      'https://example.com:22/',
      'https://example.com:6379/',
      'https://example.com:3000/',
    ],
  ])('%s may not', (text) => {
    expect(() => strict.checkUrl(new URL(text))).toThrow(expect.objectContaining({ code: 'egress-refused' }));
  });

  test('a listed host may be called without TLS and on any unprivileged port', () => {
    const egress = createEgress({ allow: ['hooks.lab', '127.0.0.0/8'], lookup: noName });
    const call = (text: string) => () => egress.checkUrl(new URL(text));
    expect(call('http://hooks.lab:3000/')).not.toThrow();
    expect(call('http://HOOKS.LAB./')).not.toThrow();
    expect(call('http://127.0.0.1:9000/')).not.toThrow();
    expect(call('http://localhost:9000/')).not.toThrow();
    expect(call('http://hooks.lab:22/')).toThrow();
    expect(call('http://other.lab/')).toThrow();
    expect(call('http://10.0.0.1/')).toThrow();
  });
});

describe('names', () => {
  const answering = (addresses: readonly string[], allow: readonly string[] = []) =>
    createEgress({ allow, lookup: async () => addresses });

  test('come back as the addresses that were checked', async () => {
    const egress = answering(['1.1.1.1', '2606:4700::1111']);
    expect(await egress.resolve('Mail.Example.com.', 993, 'imap')).toEqual({
      addresses: [
        { address: '1.1.1.1', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
    });
  });

  test.each([
    [['127.0.0.1']],
    [['1.1.1.1', '10.0.0.1']],
    [['1.1.1.1', '::1']],
    [['::ffff:127.0.0.1']],
    [['fe80::1%eth0']],
  ])('that answer %j are refused, one private answer being enough', async (addresses) => {
    await expect(answering(addresses).resolve('rebind.example', 443, 'webhook')).rejects.toMatchObject({
      code: 'egress-refused',
    });
  });

  test('are asked once for each resolution', async () => {
    const answers = [['1.1.1.1'], ['127.0.0.1']];
    const egress = createEgress({ allow: [], lookup: async () => answers.shift() ?? [] });
    expect((await egress.resolve('rebind.example', 443, 'webhook')).addresses).toEqual([
      { address: '1.1.1.1', family: 4 },
    ]);
    await expect(egress.resolve('rebind.example', 443, 'webhook')).rejects.toThrow();
  });

  test('may lead to private addresses in a listed range, and anywhere when listed themselves', async () => {
    expect(
      (await answering(['10.1.1.1'], ['10.0.0.0/8']).resolve('mail.lab', 993, 'imap')).addresses,
    ).toHaveLength(1);
    expect(
      (await answering(['192.168.1.1'], ['mail.lab']).resolve('mail.lab', 9993, 'imap')).addresses,
    ).toHaveLength(1);
    await expect(
      answering(['192.168.1.1'], ['10.0.0.0/8']).resolve('mail.lab', 993, 'imap'),
    ).rejects.toThrow();
  });

  test('that no resolver answers in time fail with the resolver’s error', async () => {
    const egress = createEgress({
      allow: [],
      lookup: () => new Promise(() => undefined),
      lookupTimeoutMs: 1,
    });
    await expect(egress.resolve('slow.example', 443, 'webhook')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  });

  test('localhost means the listed loopback addresses and is not asked of a resolver', async () => {
    const egress = createEgress({ allow: ['127.0.0.0/8'], lookup: noName });
    expect((await egress.resolve('localhost', 2525, 'smtp')).addresses).toEqual([
      { address: '127.0.0.1', family: 4 },
    ]);
  });
});

describe('mail ports', () => {
  const egress = createEgress({ allow: ['mail.lab'], lookup: async () => ['1.1.1.1'] });
  test.each([
    [143, 'imap', true],
    [993, 'imap', true],
    [587, 'imap', false],
    [6379, 'imap', false],
    [25, 'smtp', true],
    [465, 'smtp', true],
    [587, 'smtp', true],
    [2525, 'smtp', true],
    [143, 'smtp', false],
    [0, 'smtp', false],
    [70000, 'smtp', false],
  ] as const)('%i for %s: %s', async (port, purpose, allowed) => {
    const attempt = egress.resolve('mail.example.com', port, purpose);
    await (allowed ? expect(attempt).resolves.toBeDefined() : expect(attempt).rejects.toThrow());
  });

  test('are free on a listed host', async () => {
    await expect(egress.resolve('mail.lab', 10143, 'imap')).resolves.toBeDefined();
  });
});

test('the allow list takes addresses, ranges and host names, and names what is none of them', () => {
  const rule = createEgressRule(['192.168.1.1', 'fd00::/8', 'Mail.Lab']);
  expect(['192.168.1.1', 'fd00::1', 'mail.lab'].map((host) => rule.isListed(host))).toEqual([
    true,
    true,
    true,
  ]);
  expect(rule.isListed('192.168.1.2')).toBe(false);
  expect(() => createEgressRule(['10.0.0.0/33'])).toThrow('"10.0.0.0/33"');
  expect(() => createEgressRule(['a b'])).toThrow('"a b"');
});
