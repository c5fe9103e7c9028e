/* The part of @hpke/core that is used here. */

export class DhkemP256HkdfSha256 {}
export class HkdfSha256 {}
export class Aes256Gcm {}

export class CipherSuite {
  constructor(parts: { kem: DhkemP256HkdfSha256; kdf: HkdfSha256; aead: Aes256Gcm });
  readonly kem: { deserializePublicKey(key: ArrayBuffer): Promise<CryptoKey> };
  seal(
    parameters: { recipientPublicKey: CryptoKey; info: ArrayBuffer },
    plain: ArrayBuffer,
  ): Promise<{ enc: ArrayBuffer; ct: ArrayBuffer }>;
}
