import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, describeConfiguration, givenText, loadConfig } from '../../src/config.ts';

const secret = `main:${Buffer.alloc(32, 7).toString('base64')}`;

describe('configuration', () => {
  it('runs on an empty environment in embedded mode', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8143, redisUrl: null, secretKeys: [] });
    expect(config.roles).toEqual(['api', 'watch', 'send', 'deliver']);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('tells every problem at once, each with its remedy', () => {
    const broken = {
      REDIS_URL: 'http://redis',
      POSTERN_PORT: '99999',
      POSTERN_ROLES: 'api,cook',
      POSTERN_ADMIN_KEY: 'secret',
      POSTERN_EGRESS_ALLOW: '10.0.0.0/99',
      POSTERN_TYPO: '1',
    };
    expect(() => loadConfig(broken)).toThrow(ConfigError);
    let told = '';
    try {
      loadConfig(broken);
    } catch (error) {
      told = error instanceof Error ? error.message : '';
    }
    for (const name of Object.keys(broken)) expect(told).toContain(name);
    expect(told).toContain('0 to 65535');
  });

  it('asks for a sealing key when Redis is not its own', () => {
    expect(() => loadConfig({ REDIS_URL: 'redis://127.0.0.1:6379' })).toThrow(
      /POSTERN_SECRET_KEYS is required/,
    );
    const config = loadConfig({ REDIS_URL: 'redis://127.0.0.1:6379', POSTERN_SECRET_KEYS: secret });
    expect(config.secretKeys[0]?.key).toHaveLength(32);
  });

  it('takes secrets from files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-config-'));
    const file = join(folder, 'keys');
    writeFileSync(file, `${secret}\n`);
    expect(loadConfig({ POSTERN_SECRET_KEYS_FILE: file }).secretKeys[0]?.id).toBe('main');
    rmSync(folder, { recursive: true });
    expect(() => loadConfig({ POSTERN_SECRET_KEYS_FILE: '/nonexistent' })).toThrow(/cannot be read/);
  });

  it('tells a value that was given from a default', () => {
    expect(givenText('port', {})).toBeUndefined();
    expect(givenText('port', { POSTERN_PORT: '' })).toBeUndefined();
    expect(givenText('port', { POSTERN_PORT: '8143' })).toBe('8143');
    expect(() => givenText('port', { POSTERN_PORT_FILE: '/nonexistent' })).toThrow(ConfigError);
  });

  it('is documented as it is', async () => {
    await expect(describeConfiguration()).toMatchFileSnapshot('../../docs/configuration.md');
  });
});
