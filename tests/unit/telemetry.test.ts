import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/telemetry.ts';

/** What the log writes of `details`. */
function written(details: object): string {
  let lines = '';
  createLogger('trace', { write: (line) => void (lines += line) }).info(details, 'something happened');
  expect(lines).toContain('something happened');
  return lines;
}

const names = [
  'password',
  'secret',
  'authorization',
  'credentials',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'callbackSecret',
  'key',
  'body',
  'text',
  'html',
  'subject',
];

describe('the log', () => {
  it.each(names)('does not show what is called %s, however deep it lies', (name) => {
    let details: object = { [name]: 'canary' };
    for (let depth = 0; depth <= 3; depth += 1) {
      expect(written(details)).not.toContain('canary');
      details = { inner: details };
    }
  });

  it.each(['authorization', 'cookie'])('does not show the header %s of a request', (name) => {
    expect(written({ req: { headers: { [name]: 'canary' } } })).not.toContain('canary');
  });

  it('shows of an error its name, message and stack, and none of its own fields', () => {
    const error = Object.assign(new TypeError('it broke'), { command: 'LOGIN ada canary' });
    const line = written({ err: error });
    expect(line).toContain('TypeError');
    expect(line).toContain('it broke');
    expect(line).not.toContain('canary');
  });
});
