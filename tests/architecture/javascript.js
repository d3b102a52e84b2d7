/** Which files of the wrapper import which, as esbuild reads them. */

import { globSync } from 'node:fs';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/setup.js';

/**
 * The files of `wrapper/`, each with those below the top folder that it imports, `import()` included.
 *
 * @returns {Promise<Map<string, Set<string>>>}
 */
export async function javascriptImports() {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: globSync('wrapper/**/*.js', { cwd: ROOT }),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => [
      file,
      new Set(imports.filter(({ external }) => !external).map(({ path }) => path)),
    ]),
  );
}
