/** Whether this is a checkout of the project, or a package that npm installed. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Whether the sources are here, from which everything else is built. */
export const IN_CHECKOUT = existsSync(new URL('Cargo.toml', ROOT));

/** In a checkout, the API that commands take if there is no other: the example that ships. */
export const EXAMPLE = fileURLToPath(new URL('examples/mediaconvert/api.json', ROOT));
