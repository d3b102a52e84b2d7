/**
 * `npm run sbom`: the bills of materials, as CycloneDX has them, in `dist/sbom/`: of the command, which is
 * npm's own, of the compiler in it, of the function and of the library for pages.
 */

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, runCommand } from '../wrapper/terminal.js';
import { PKG, ROOT } from './folders.js';
import { output } from './programs.js';

const FOLDER = join(ROOT, 'dist', 'sbom');

await runCommand(async () => {
  process.chdir(ROOT);
  mkdirSync(FOLDER, { recursive: true });
  const command = output('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev']);
  if (command === null)
    throw new Failure('npm sbom failed: npm sbom --sbom-format cyclonedx says why');
  writeFileSync(join(FOLDER, 'command.cdx.json'), command);
  for (const name of ['compiler', 'function', 'browser']) {
    copyFileSync(join(PKG, name, 'sbom.cdx.json'), join(FOLDER, `${name}.cdx.json`));
  }
  console.log('dist/sbom/ has command, compiler, function and browser, each as .cdx.json.');
});
