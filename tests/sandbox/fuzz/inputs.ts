/** Inputs that a hostile or broken client may send, made from chance: mutated commands, noise, and too much of everything. */
import { COMMANDS, WORDS } from './commands.ts';
import type { Random } from './random.ts';

/** Deeper than any stack is. */
const DEPTH = 100_000;
const FLOOD = 300_000;

/** One input with its line end, if it has one. Most are mutated commands; about one in a hundred is far too large. */
export function nextInput(random: Random, number: number): Buffer {
  if (random.once(120)) return tooMuch(random);
  if (random.once(12)) return noise(random);
  const command = Buffer.from(`f${number} ${random.of(COMMANDS)}\r\n`);
  return random.once(8) ? command : mutated(command, random);
}

function mutated(command: Buffer, random: Random): Buffer {
  let input = command;
  for (let times = 1 + random.below(4); times > 0; times -= 1) input = mutatedOnce(input, random);
  return input;
}

function mutatedOnce(input: Buffer, random: Random): Buffer {
  const at = random.below(input.length + 1);
  const length = random.below(Math.min(12, input.length - at + 1));
  const [before, middle, after] = [
    input.subarray(0, at),
    input.subarray(at, at + length),
    input.subarray(at + length),
  ];
  const word = Buffer.from(random.of(WORDS), random.once(2) ? 'latin1' : 'utf8');
  switch (random.below(8)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, middle, middle, after]);
    case 2:
      return Buffer.concat([before, word, middle, after]);
    case 3:
      return Buffer.concat([before, word, after]);
    case 4:
      return Buffer.concat([before, random.octets(1 + random.below(4)), after]);
    case 5:
      return Buffer.concat([after, before]);
    case 6:
      return before;
    default:
      return Buffer.concat([before, Buffer.from(random.of(COMMANDS)), after]);
  }
}

function noise(random: Random): Buffer {
  const octets = random.octets(random.below(200));
  return random.once(2) ? octets : Buffer.concat([Buffer.from('n '), octets, Buffer.from('\r\n')]);
}

function tooMuch(random: Random): Buffer {
  const open = '('.repeat(DEPTH);
  return Buffer.from(
    random.of([
      () => 'a'.repeat(FLOOD),
      () => `a NOOP ${'x'.repeat(FLOOD)}\r\n`,
      () => `a SEARCH ${open}ALL${')'.repeat(DEPTH)}\r\n`,
      () => `a SEARCH ${'NOT '.repeat(DEPTH)}ALL\r\n`,
      () => `a SEARCH ${'OR ALL '.repeat(15_000)}ALL\r\n`,
      () => `a FETCH 1 ${open}\r\n`,
      () => `a LIST "" ${open}\r\n`,
      () => `a STORE 1 +FLAGS ${open}\r\n`,
      () => `a FETCH 1 BODY[${'1.'.repeat(20_000)}1]\r\n`,
      () => `a FETCH ${'1,'.repeat(25_000)}1 UID\r\n`,
      () => `a UID FETCH 1:4294967295,4294967295:1 (UID)\r\n`,
      () => `a APPEND INBOX {4000000000+}\r\n${'z'.repeat(FLOOD)}`,
      () => `a LOGIN {${FLOOD}+}\r\n${'u'.repeat(FLOOD)} {1+}\r\np\r\n`,
      () => 'a NOOP\r\n'.repeat(3_000),
      () => '\r\n'.repeat(5_000),
      () => '\0'.repeat(FLOOD),
      () => `a CREATE ${'a/'.repeat(5_000)}b\r\n`,
      () => `a LIST "" "${'*%'.repeat(10_000)}x"\r\n`,
      () => `a LIST "" "${'*a'.repeat(200)}"\r\n`,
      () => `a STORE 1 +FLAGS (${Array.from({ length: 6_000 }, (_, index) => `k${index}`).join(' ')})\r\n`,
      () =>
        `a APPEND INBOX {60000+}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(12_000).slice(0, 59_954)}\r\n`,
    ])(),
    'latin1',
  );
}
