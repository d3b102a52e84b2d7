/** A zip file as Lambda unpacks it. */

import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** The system on which a file means Unix's permissions by its attributes. */
const UNIX = 3;

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} time As a zip file has it, of no time zone.
 * @property {number} mode Unix's permissions; none if it was not made on Unix.
 * @property {number} checksum CRC-32 of the file.
 */

/**
 * Unpacks into a new folder outside of the checkout, where no packages are found.
 *
 * @param {Uint8Array} zip
 * @returns {string} The folder.
 */
export function unpack(zip) {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'edge-lookup-'));
  const files = unzipSync(zip);
  for (const { name, mode } of entriesOf(zip))
    writeFileSync(join(root, name), files[name], { mode });
  return root;
}

/**
 * What the directory at a zip file's end says of its files.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16
 *
 * @param {Uint8Array} zip
 * @returns {Entry[]} In the file's order.
 */
export function entriesOf(zip) {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      time: timeOf(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
      mode: bytes[at + 5] === UNIX ? bytes.readUInt16LE(at + 40) & 0o777 : 0,
      checksum: bytes.readUInt32LE(at + 16),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/**
 * @param {number} date
 * @param {number} time
 */
function timeOf(date, time) {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
