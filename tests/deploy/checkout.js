/** Another checkout of this project, whose sources a test can change. */

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['Cargo.toml', 'examples', 'package.json', 'scripts', 'wrapper'];
const INSTALLED = ['node_modules', 'pkg'];

/** Copies the sources, and takes what is installed and built from this checkout. */
export function createCheckout() {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  for (const name of SOURCES) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  for (const name of INSTALLED) symlinkSync(join(ROOT, name), join(folder, name));
  return {
    root: pathToFileURL(`${folder}/`),
    /** @param {(api: any) => void} change */
    changeApi(change) {
      const file = join(folder, 'examples', 'mediaconvert', 'api.json');
      const api = JSON.parse(readFileSync(file, 'utf8'));
      change(api);
      writeFileSync(file, JSON.stringify(api));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
