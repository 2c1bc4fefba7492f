/** What can be known of a private key without using it. */

/** `type` is `RSA`, `EC`, `Ed25519` and the like; absent where it cannot be read. */
export interface PrivateKey {
  readonly type?: string;
  /**
   * How a passphrase protects it. `weak`: OpenSSL's traditional way, one round of MD5, through which passphrases can be
   * searched quickly (PEM_read_bio_PrivateKey(3)).
   */
  readonly protection: 'none' | 'weak' | 'strong';
  /** Whether all of the key is there. */
  readonly isWhole: boolean;
}
