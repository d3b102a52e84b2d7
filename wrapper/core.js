/** Loads the core, the WebAssembly in `pkg/`, in Node.js. */

import { readFileSync } from 'node:fs';
import { Api, initSync } from '../pkg/edge_lookup.js';

initSync({ module: readFileSync(new URL('../pkg/edge_lookup_bg.wasm', import.meta.url)) });

export { Api };
