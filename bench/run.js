/** Runs every benchmark: `npm run bench`. */

import { arch, cpus, platform } from 'node:os';

console.log(`Node.js ${process.version}, ${platform()} ${arch()}, ${cpus()[0]?.model}\n`);
await import('./core.js');
await import('./linear-time.js');
await import('./browser.js');
await import('./edge.js');
await import('./polling.js');
