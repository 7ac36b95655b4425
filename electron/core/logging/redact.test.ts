import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const secretText = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-.'.split('')), {
    minLength: 12,
    maxLength: 64,
  })
  .map((characters) => characters.join(''))
  .filter((text) => /[a-zA-Z]/u.test(text));

describe('redact', () => {
  it.each([
    ['got http://h.example/a/b?Expires=1&Signature=aB+/= ok', 'got http://h.example/a/b?… ok'],
    ['PrivateKey=abcdef123&Region=cn-bj2', 'PrivateKey=…&Region=cn-bj2'],
    ['{"privateKey":"s3 cret","region":"hk"}', '{"privateKey":…,"region":"hk"}'],
    ['Authorization: Bearer abc.def', 'Authorization: …'],
    ['Authorization: UCloud token:made+up/signature=\nnext', 'Authorization: …\nnext'],
    ['text="{\\"privateKey\\":\\"abc\\",\\"x\\":1}"', 'text="{\\"privateKey\\":…,\\"x\\":1}"'],
    ['Signature%3DaBcD+more', 'Signature%3D…'],
    ['proxy http://user:pass@10.0.0.1:80/', 'proxy http://…@10.0.0.1:80/'],
    ['channel-key: topsecret', 'channel-key: …'],
    ['sig 46f09bb9fab4f12dfc160dae12273d5332b5debe end', 'sig … end'],
    ['region cn-bj2 RetCode 171', 'region cn-bj2 RetCode 171'],
  ])('turns %j into %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('removes any secret under any name it may travel by', () => {
    const names = ['PrivateKey', 'private_key', 'Signature', 'SecurityToken', 'password', 'UCloudPublicKey', 'secret'];
    const frames = fc.constantFrom<(name: string, secret: string) => string>(
      (name, secret) => `${name}=${secret}`,
      (name, secret) => `"${name}":"${secret}"`,
      (name, secret) => `${name}: ${secret}, next`,
      (name, secret) => `https://host.example/path?x=1&${name}=${secret}`,
      (name, secret) => JSON.stringify({ [name]: secret }),
      (name, secret) => JSON.stringify({ text: JSON.stringify({ [name]: secret, other: 1 }) }),
      (name, secret) => JSON.stringify(JSON.stringify({ text: JSON.stringify({ [name]: secret }) })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), secretText, frames, (name, secret, frame) => {
        expect(redact(`before ${frame(name, secret)} after`)).not.toContain(secret);
      }),
    );
  });

  it('removes a secret it is told of wherever it stands', () => {
    fc.assert(
      fc.property(secretText, (secret) => {
        expect(redact(`Message mentions ${secret} twice: ${secret}`, [secret])).not.toContain(secret);
      }),
    );
  });
});
