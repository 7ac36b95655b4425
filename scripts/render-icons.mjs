import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toIcns, toIco } from './icons/containers.mjs';
import { run, say } from './setup/command.mjs';
import { repository } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

const sizesPx = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const LARGEST_SMALL_PX = 32;
const LARGEST_ICO_PX = 256;
const RENDER_LIMIT_MS = 60_000;

const buildFolder = join(repository, 'build');
const iconFolder = join(buildFolder, 'icons');

/** `npm run icons`: renders build/*.svg into the committed build/icons. Needs rsvg-convert (Debian: librsvg2-bin). */
await runAsScript(import.meta.url, async () => {
  mkdirSync(iconFolder, { recursive: true });
  const pictures = [];
  for (const sizePx of sizesPx) pictures.push({ sizePx, png: await render(sizePx) });
  writeFileSync(join(iconFolder, 'icon.ico'), toIco(pictures.filter(({ sizePx }) => sizePx <= LARGEST_ICO_PX)));
  writeFileSync(join(iconFolder, 'icon.icns'), toIcns(pictures));
  say(`icons rendered to ${iconFolder}`);
  return 0;
});

/** @param {number} sizePx */
async function render(sizePx) {
  const source = join(buildFolder, sizePx <= LARGEST_SMALL_PX ? 'icon-small.svg' : 'icon.svg');
  const target = join(iconFolder, `${sizePx}x${sizePx}.png`);
  const size = ['-w', String(sizePx), '-h', String(sizePx)];
  const { code, output } = await run('rsvg-convert', [...size, source, '-o', target], {
    timeoutMs: RENDER_LIMIT_MS,
    output: 'capture',
  });
  if (code !== 0) throw new Error(`rsvg-convert could not render ${source} (is librsvg2-bin installed?): ${output}`);
  return readFileSync(target);
}
