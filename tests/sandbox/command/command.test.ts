import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { readWords, runSandbox } from '../../../src/sandbox/command.ts';

describe('the words of postern sandbox', () => {
  it('are read', () => {
    const words =
      '--users ann,bob@x.test:se:cret --as gmail --seed 7 --messages 5 --port 0 --smtps-port 465 --bounce a@*,b@*';
    expect(readWords(words.split(' '))).toEqual({
      users: [{ name: 'ann' }, { name: 'bob@x.test', password: 'se:cret' }],
      as: 'gmail',
      seed: 7,
      messages: 5,
      ports: { control: 0, smtps: 465 },
      bounces: ['a@*', 'b@*'],
    });
    expect(readWords(['--help'])).toBe('help');
  });

  it.each([
    ['--as hotmail', /--as takes one of gmail, outlook/],
    ['--port 70000', /--port takes a whole number up to 65535, not "70000"/],
    ['--seed -1', /--help|whole number/],
    ['--users ann:', /--users takes names with or without a password/],
    ['--users ,', /--users takes names/],
    ['--verbose', /Unknown option '--verbose': see postern sandbox --help/],
    ['now', /see postern sandbox --help/],
  ])('%s is refused with what was expected', (words, complaint) => {
    expect(() => readWords(words.split(' '))).toThrow(complaint);
  });
});

describe('postern sandbox', () => {
  const free = '--port 0 --imap-port 0 --imaps-port 0 --smtp-port 0 --smtps-port 0'.split(' ');

  it('says where it is and who may log in, and ends at a signal', async () => {
    let said = '';
    let signal: () => void = () => undefined;
    const untilSignal = new Promise<void>((resolve) => (signal = resolve));
    const ended = runSandbox({
      words: ['--users', 'ann:secret', '--seed', '7', ...free],
      untilSignal,
      print(text) {
        said += text;
        void fetch(`${/control +(\S+)/.exec(said)?.[1] ?? ''}/state`)
          .then((response) => response.json())
          .then((state) => {
            expect(state).toMatchObject({ users: [{ name: 'ann', password: 'secret' }] });
            signal();
          });
      },
    });
    await ended;
    expect(said).toMatch(/IMAP +127\.0\.0\.1:\d+ \(plain, STARTTLS\), 127\.0\.0\.1:\d+ \(TLS\)/);
    expect(said).toMatch(/users +ann, password secret, ann@example\.org/);
    await expect(fetch(`${/control +(\S+)/.exec(said)?.[1] ?? ''}/state`)).rejects.toThrow();
  });

  it('names the remedy when a port that was asked for is taken, or a user comes twice', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const run = (...words: string[]): Promise<void> =>
      runSandbox({ words, untilSignal: Promise.resolve(), print: () => undefined });
    await expect(run('--port', String(port))).rejects.toThrow(/cannot be had: name another one by --port/);
    await expect(run('--users', 'ann,ann', ...free)).rejects.toThrow(
      /--users: There is a user "ann" already/,
    );
    other.close();
  });
});
