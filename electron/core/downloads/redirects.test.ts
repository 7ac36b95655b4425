import { expect, test } from 'vitest';
import { nextHop } from './redirects.ts';

test.each([
  [['https://a.example/k?S=1+'], 'https://b.example/m?x=+/=', 'https://b.example/m?x=+/='],
  [['https://a.example/k'], '/m', 'https://a.example/m'],
  [['https://a.example/k'], '?again', 'https://a.example/k?again'],
  [['https://a.example/k'], 'https://b.example/m#part', 'https://b.example/m'],
  [['http://a.example/k'], 'https://a.example/k', 'https://a.example/k'],
  [['http://127.0.0.1:1/k'], '/m', 'http://127.0.0.1:1/m'],
  [['http://127.0.0.1:1/k'], 'http://localhost:2/m', 'http://localhost:2/m'],
  [['http://127.0.0.1:1/k'], 'https://b.example/m', 'https://b.example/m'],
  [['https://a.example/1', 'https://a.example/2', 'https://a.example/3'], '/4', 'https://a.example/4'],
])('%j may go on to %s', (visited, location, next) => {
  expect(nextHop(visited, location)).toBe(next);
});

test.each<[string[], string | undefined, string]>([
  [['https://a.example/k'], undefined, 'noLocation'],
  [['https://a.example/k'], '', 'noLocation'],
  [['https://a.example/k'], 'https://', 'noLocation'],
  [['https://a.example/k'], 'https://a.example/k', 'loop'],
  [['https://a.example/k', 'https://a.example/m'], '/k', 'loop'],
  [['https://a.example/1', 'https://a.example/2', 'https://a.example/3', 'https://a.example/4'], '/5', 'tooMany'],
  [['https://a.example/k'], 'http://a.example/k', 'notHttps'],
  [['http://a.example/k'], 'http://a.example/m', 'notHttps'],
  [['https://a.example/k'], 'ftp://a.example/k', 'notHttps'],
  [['https://a.example/k'], 'https://user@b.example/m', 'userInfo'],
  [['https://a.example/k'], 'https://10.0.0.1/m', 'privateAddress'],
  [['https://a.example/k'], 'https://169.254.169.254/', 'privateAddress'],
  [['https://a.example/k'], 'https://localhost/', 'privateAddress'],
  [['https://a.example/k'], 'file:///etc/passwd', 'privateAddress'],
  [['http://127.0.0.1:1/k'], 'http://10.0.0.1/m', 'privateAddress'],
  [['http://127.0.0.1:1/k'], 'http://b.example/m', 'notHttps'],
  [['https://127.0.0.1:1/k'], 'http://127.0.0.1:1/k', 'privateAddress'],
  [['http://127.0.0.1:1/k'], 'ftp://127.0.0.1:1/k', 'privateAddress'],
])('%j may not go on to %s: %s', (visited, location, reason) => {
  let error: unknown;
  try {
    nextHop(visited, location);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: 'redirectRefused', data: { params: { reason } } });
});
