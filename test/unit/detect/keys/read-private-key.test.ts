/** Keys that OpenSSH and GnuPG make, where they are installed: what they hold is read as those programs wrote it. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPem } from '#detect/keys/pem.ts';
import { readPrivateKey } from '#detect/keys/read-private-key.ts';
import { keyFiles, publicKey } from '../../../support/key-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-keys-'));
const gnupg = mkdtempSync(join(tmpdir(), 'kg-'));
// The agent would measure how slow a passphrase can be made, which takes seconds.
writeFileSync(join(gnupg, 'gpg-agent.conf'), 's2k-count 65536\n');

/** Other programs start slowly on a busy machine. */
const TIMEOUT_MS = 30_000;
afterAll(() => {
  if (isInstalled('gpgconf')) execFileSync('gpgconf', ['--homedir', gnupg, '--kill', 'all']);
  for (const made of [folder, gnupg]) rmSync(made, { recursive: true, force: true });
});

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function read(text: string) {
  const block = readPem(text, 0);
  return block && readPrivateKey(block);
}

describe('node', () => {
  it.each(keyFiles())('$name', ({ pem, keyType, severity }) => {
    const protection = { high: 'none', medium: 'weak', low: 'strong' }[severity];
    expect(read(pem)).toEqual({ ...(keyType && { type: keyType }), protection, isWhole: true });
  });

  it('a public key is none', () => {
    expect(read(publicKey())).toBeUndefined();
    expect(read(publicKey().replaceAll('PUBLIC', 'PRIVATE'))).toBeUndefined();
  });
});

describe.skipIf(!isInstalled('ssh-keygen'))('ssh-keygen', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['ed25519', '', 'Ed25519', 'none'],
    ['ecdsa', '', 'EC', 'none'],
    ['rsa', '', 'RSA', 'none'],
    ['ed25519', 'a passphrase', 'Ed25519', 'strong'],
  ])('%s with the passphrase %j', (kind, passphrase, type, protection) => {
    const file = join(folder, `${kind}${passphrase.length}`);
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      kind,
      ...(kind === 'rsa' ? ['-b', '1024'] : []),
      '-N',
      passphrase,
      '-f',
      file,
    ]);
    const pem = readFileSync(file, 'utf8');
    expect(read(pem)).toEqual({ type, protection, isWhole: true });
    expect(read(pem.replace(/\n[^\n]+\n-----END/, '\n-----END'))?.isWhole).toBe(false);
  });
});

describe.skipIf(!isInstalled('gpg'))('gpg', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['ed25519', '', 'Ed25519', 'none'],
    ['rsa1024', '', 'RSA', 'none'],
    ['ed25519', 'a passphrase', 'Ed25519', 'strong'],
    ['rsa1024', 'a passphrase', 'RSA', 'strong'],
  ])('%s with the passphrase %j', (kind, passphrase, type, protection) => {
    const name = `${kind}-${passphrase.length}@acme.dev`;
    const gpg = (...args: string[]): string => {
      const common = [
        '--homedir',
        gnupg,
        '--batch',
        '--quiet',
        '--pinentry-mode',
        'loopback',
        '--passphrase',
        passphrase,
      ];
      return execFileSync('gpg', [...common, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    };
    gpg('--quick-gen-key', name, kind, 'sign', 'never');
    expect(read(gpg('--armor', '--export-secret-keys', name))).toEqual({ type, protection, isWhole: true });
    expect(read(gpg('--armor', '--export', name))).toBeUndefined();
  });
});
