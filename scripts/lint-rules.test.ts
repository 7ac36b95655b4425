import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Which room may import what: the linter's rules, tried on a small copy of the layout, so that they are known to bite. */
interface Row {
  readonly file: string;
  readonly code: string;
  readonly isReported: boolean;
}

const imports = (file: string, isReported: boolean, ...specifiers: string[]): Row[] =>
  specifiers.map((specifier) => ({ file, code: `import * as x from '${specifier}';`, isReported }));
const forbids = (file: string, ...specifiers: string[]): Row[] => imports(file, true, ...specifiers);
const allows = (file: string, ...specifiers: string[]): Row[] => imports(file, false, ...specifiers);
const forbidsUse = (file: string, ...codes: string[]): Row[] => codes.map((code) => ({ file, code, isReported: true }));

const rows: readonly Row[] = [
  ...forbids('shared/models/link', 'electron', 'electron/main', 'electron-log', 'node:fs', 'react', 'react-dom/client'),
  ...forbids('shared/models/link', 'electron-log/main', 'node:fs/promises', '#core/ucloud/sign.ts'),
  ...forbids('shared/models/link', '#core/clock.ts', '#renderer/app/app.tsx', '../../electron/core/clock.ts'),
  ...forbids('shared/models/link', '../../renderer/app/app.tsx'),
  ...allows('shared/models/link', 'zod', '#shared/errors.ts', './backup.ts'),

  ...forbids(
    'electron/core/vault/keep',
    'electron',
    'electron/main',
    'electron-store',
    'react',
    '#renderer/app/app.tsx',
  ),
  ...forbids(
    'electron/core/vault/keep',
    '../../shell/window.ts',
    '../../ipc/router.ts',
    '../../main.ts',
    '../../preload.ts',
  ),
  ...forbids('electron/core/vault/keep', '../../../renderer/app/app.tsx'),
  ...forbids('electron/core/vault/keep', 'electron-log/main'),
  ...allows('electron/core/vault/keep', 'node:fs', 'zod', '#shared/errors.ts', '#core/clock.ts', '../ports.ts'),

  ...forbids('electron/ipc/links', '../shell/window.ts', '../main.ts', '../preload.ts', 'node:fs', 'react'),
  ...forbids('electron/ipc/links', '#renderer/app/app.tsx', '../../renderer/app/app.tsx'),
  ...forbids('electron/ipc/links', 'node:fs/promises', '../shell/deep/window.ts'),
  ...allows('electron/ipc/links', 'zod', '#shared/errors.ts', '#core/clock.ts', './router.ts'),

  ...forbids('electron/shell/menu', '../ipc/router.ts', '../main.ts', '../preload.ts', 'react'),
  ...forbids('electron/shell/menu', '#renderer/app/app.tsx', '../../renderer/app/app.tsx'),
  ...allows('electron/shell/menu', 'electron', 'electron-log', 'node:path', '#core/ports.ts', '#shared/errors.ts'),

  ...forbids('electron/preload', '#core/clock.ts', './core/clock.ts', './shell/menu.ts', './ipc/router.ts', 'node:fs'),
  ...forbids('electron/preload', '#renderer/app/app.tsx', '../renderer/app/app.tsx', 'electron-log'),
  ...forbids('electron/preload', '#core/ucloud/sign.ts', 'node:fs/promises', 'electron-log/renderer'),
  ...allows('electron/preload', 'electron', '#shared/contract/index.ts'),

  ...forbids('renderer/features/links/card', 'electron', 'electron/renderer', 'electron-log', 'node:fs', 'fs', 'path'),
  ...forbids(
    'renderer/features/links/card',
    '#core/clock.ts',
    '../../../electron/core/clock.ts',
    '../../../electron/main.ts',
  ),
  ...forbids('renderer/features/links/card', '#core/ucloud/sign.ts', 'node:fs/promises', 'electron-log/renderer'),
  ...forbidsUse('renderer/features/links/card', "await fetch('https://a.example');", 'new XMLHttpRequest();'),
  ...forbidsUse('renderer/features/links/card', "new WebSocket('wss://a.example');", "new EventSource('/');"),
  ...forbidsUse('renderer/features/links/card', 'console.log(process.env);', "require('x');"),
  ...allows('renderer/features/links/card', 'react', '#shared/errors.ts', '#renderer/components/button.tsx'),
  ...forbids('renderer/features/links/card', '#shared/models/link.ts', '#shared/contract/index.ts'),
  {
    file: 'renderer/features/links/card',
    code: "import type { LinkView } from '#shared/models/link.ts'; export type L = LinkView;",
    isReported: false,
  },
];

const rulesUnderTest = new Set(['eslint(no-restricted-imports)', 'eslint(no-restricted-globals)']);
const repository = dirname(import.meta.dirname);
const folder = mkdtempSync(join(tmpdir(), 'backhaul-lint-rules-'));
const fileOf = (row: Row): string => `${row.file}-${rows.indexOf(row)}.ts`;
let reported: ReadonlySet<string>;

beforeAll(async () => {
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(configWithoutTypes()));
  for (const row of rows) place(row);
  reported = await lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the import rules', () => {
  it.each(rows)('$file: $code (reported: $isReported)', (row) => {
    expect(reported.has(fileOf(row))).toBe(row.isReported);
  });
});

/** The import rules need no types, and the copy has none. `preload` is one file by name, so its copies are let in. */
function configWithoutTypes(): unknown {
  const text = readFileSync(join(repository, '.oxlintrc.json'), 'utf8');
  const { options: _options, ...config } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return JSON.parse(JSON.stringify(config).replace('"electron/preload.ts"', '"electron/preload-*.ts"'));
}

function place(row: Row): void {
  const path = join(folder, fileOf(row));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${row.code}\n`);
}

const report = z.object({ diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })) });

/** Answers the files in which one of the rules under test was broken. */
function lint(): Promise<ReadonlySet<string>> {
  const oxlint = join(repository, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return new Promise((resolve, reject) => {
    // oxlint's exit code says that it found something, which is what is wanted here.
    execFile(process.execPath, [oxlint, '--format=json'], { cwd: folder }, (_exit, stdout, stderr) => {
      if (stdout === '') return reject(new Error(stderr));
      const { diagnostics } = report.parse(JSON.parse(stdout));
      const ofRules = diagnostics.filter(({ code }) => code !== undefined && rulesUnderTest.has(code));
      return resolve(new Set(ofRules.map(({ filename }) => filename)));
    });
  });
}
