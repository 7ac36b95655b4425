import { describe, expect, it } from 'vitest';
import { asNamedHere, planSystemPackages } from './system-packages.mjs';

const debianAsRoot = { isPresent: () => true, hasApt: true, isRoot: true, hasDisplay: false };
const isAllBut =
  (...names: readonly string[]) =>
  ({ name }: { readonly name: string }): boolean =>
    !names.includes(name);

describe('the system packages', () => {
  it('need nothing where all are present', () => {
    expect(planSystemPackages('test', debianAsRoot)).toEqual({ missing: [], isBlocked: false, action: 'nothing' });
  });

  it('are installed as root where apt is, and only the missing ones', () => {
    const plan = planSystemPackages('test', { ...debianAsRoot, isPresent: isAllBut('libnss3', 'redis-server') });
    expect(plan).toEqual({ missing: ['libnss3', 'redis-server'], isBlocked: true, action: 'install' });
  });

  it('are only told to somebody who may not install them', () => {
    const plan = planSystemPackages('start', { ...debianAsRoot, isRoot: false, isPresent: isAllBut('libnss3') });
    expect(plan).toEqual({ missing: ['libnss3'], isBlocked: true, action: 'tell' });
  });

  it('for starting the app leave out what only the tests need', () => {
    const isPresent = isAllBut('xvfb', 'redis-server', 'redis-tools', 'gnome-keyring', 'dbus', 'fonts-noto-cjk');
    expect(planSystemPackages('start', { ...debianAsRoot, isPresent }).missing).toEqual([]);
  });

  it('do not block where only something useful is missing', () => {
    const plan = planSystemPackages('test', { ...debianAsRoot, isPresent: isAllBut('fonts-noto-cjk') });
    expect(plan).toEqual({ missing: ['fonts-noto-cjk'], isBlocked: false, action: 'install' });
  });

  it('need no virtual display where there is a real one', () => {
    const facts = { ...debianAsRoot, isPresent: isAllBut('xvfb') };
    expect(planSystemPackages('test', { ...facts, hasDisplay: true }).missing).toEqual([]);
    expect(planSystemPackages('test', { ...facts, hasDisplay: false }).missing).toEqual(['xvfb']);
  });

  it('go by the longer name where this release of Debian or Ubuntu uses it', () => {
    const known = ['libasound2t64', 'libnss3'];
    expect(asNamedHere(['libasound2', 'libnss3'], (name) => known.includes(name))).toEqual(known);
  });
});
