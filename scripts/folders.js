/** Where things are in a checkout. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The npm packages. */
export const PACKAGES = join(ROOT, 'node_modules');

/** What set-up installs besides them. */
export const TOOLS = join(ROOT, '.tools');

/** What set-up builds. */
export const PKG = join(ROOT, 'pkg');
