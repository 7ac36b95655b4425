import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, isOwnPage, resolveAsset } from './page.ts';

const root = path.resolve('/somewhere/renderer');

describe('resolveAsset', () => {
  it('maps a page path into the renderer folder with a fixed type', () => {
    expect(resolveAsset(root, 'GET', 'app://backhaul/assets/index.js')).toEqual({
      path: path.join(root, 'assets/index.js'),
      mimeType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    ['POST', 'app://backhaul/index.html'],
    ['GET', 'app://other/index.html'],
    ['GET', 'app://user@backhaul:8/index.html'],
    ['GET', 'https://backhaul/index.html'],
    ['GET', 'file:///etc/passwd'],
    ['GET', 'app://backhaul/'],
    ['GET', 'app://backhaul/..%2f..%2fetc/passwd.html'],
    ['GET', 'app://backhaul/..%5c..%5csecret.html'],
    ['GET', 'app://backhaul/%2e%2e/%2e%2e/../../up.html/%00.html'],
    ['GET', 'app://backhaul/%zz.html'],
    ['GET', 'app://backhaul/main.map'],
    ['GET', 'app://backhaul/profiles'],
    ['GET', 'nonsense'],
  ])('refuses %s %s', (method, url) => {
    expect(resolveAsset(root, method, url)).toBeUndefined();
  });

  it('never leaves the folder, however the dots are written', () => {
    for (const dots of ['../', '%2e%2e/', '.%2e/', './../', '..;/']) {
      const asset = resolveAsset(root, 'GET', `app://backhaul/${dots.repeat(6)}etc/index.html`);
      expect(asset?.path ?? root + path.sep).toMatch(new RegExp(`^${root}${path.sep}`, 'u'));
    }
  });
});

describe('the page', () => {
  it('is its exact address only', () => {
    expect(isOwnPage('app://backhaul/index.html')).toBe(true);
    for (const url of ['app://backhaul/index.html#x', 'app://backhaul/other.html', 'https://backhaul/index.html', '']) {
      expect(isOwnPage(url)).toBe(false);
    }
  });

  it('lets nothing connect and nothing foreign run', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("require-trusted-types-for 'script'");
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/u);
  });
});
