/**
 * @typedef {object} Picture
 * @property {number} sizePx Width and height.
 * @property {Uint8Array} png
 */

const ICO_HEADER_BYTES = 6;
const ICO_ENTRY_BYTES = 16;
const BITS_PER_PIXEL = 32;

/**
 * Windows' icon file: a directory of sizes, here each a whole PNG, as Windows reads since Vista.
 *
 * @param {readonly Picture[]} pictures At most 256 pixels each.
 */
export function toIco(pictures) {
  const header = Buffer.alloc(ICO_HEADER_BYTES);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * pictures.length;
  const entries = pictures.map(({ sizePx, png }) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES);
    // 256 does not fit into the byte, so it is written as 0.
    entry.writeUInt8(sizePx % 256, 0);
    entry.writeUInt8(sizePx % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(BITS_PER_PIXEL, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** Apple's codes for PNG pictures: plain ones, and those for screens of double density. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * macOS' icon file: chunks of a four-letter code, a big-endian length that counts its own header, and a PNG.
 *
 * @param {readonly Picture[]} pictures
 */
export function toIcns(pictures) {
  const chunks = icnsTypes.flatMap(([code, sizePx]) => {
    const picture = pictures.find((candidate) => candidate.sizePx === sizePx);
    return picture ? [chunk(code, picture.png)] : [];
  });
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} code @param {Uint8Array} content */
function chunk(code, content) {
  const header = Buffer.alloc(8);
  header.write(code, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
