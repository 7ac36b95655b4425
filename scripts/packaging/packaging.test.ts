import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { planFuses, wantedFuses } from './fuses.mjs';
import { refusalOf } from './refusal.mjs';

const allFuses = Object.keys(wantedFuses).map(Number);
const newestFuse: number = FuseV1Options.WasmTrapHandlers;
const olderFuses = allFuses.filter((fuse) => fuse !== newestFuse);

describe('the fuses', () => {
  it('decide every fuse that the library knows', () => {
    const known = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
    expect(new Set(allFuses)).toEqual(new Set(known));
  });

  it('are set strictly, so that a new one stops the packaging until it is decided', () => {
    const { config, leftOut } = planFuses({ present: allFuses, mayLackSome: true, needsAdHocSignature: false });
    expect(config).toMatchObject({ ...wantedFuses, strictlyRequireAllFuses: true });
    expect(leftOut).toEqual([]);
  });

  it('keep to what an older Electron has, and say so, when that one is allowed', () => {
    const { config, leftOut } = planFuses({ present: olderFuses, mayLackSome: true, needsAdHocSignature: false });
    expect(Object.keys(config)).not.toContain(String(FuseV1Options.WasmTrapHandlers));
    expect(config).toMatchObject({ [FuseV1Options.RunAsNode]: false, [FuseV1Options.OnlyLoadAppFromAsar]: true });
    expect(leftOut).toEqual(['WasmTrapHandlers']);
  });

  it('stay strict for an older Electron that is not allowed', () => {
    const { config } = planFuses({ present: olderFuses, mayLackSome: false, needsAdHocSignature: false });
    expect(config).toMatchObject({ strictlyRequireAllFuses: true });
  });
});

describe('packing for users', () => {
  it('takes the official Electron', () => {
    expect(refusalOf({ runtime: { kind: 'official', version: '45.4.1' }, mayUseAnyRuntime: false })).toBeUndefined();
  });

  it.each(['repackaged', 'override'] as const)('refuses the %s one and names the way to a test build', (kind) => {
    const refusal = refusalOf({ runtime: { kind, version: '33.4.11' }, mayUseAnyRuntime: false });
    expect(refusal).toContain('--test-build');
    expect(refusalOf({ runtime: { kind, version: '33.4.11' }, mayUseAnyRuntime: true })).toBeUndefined();
  });
});
