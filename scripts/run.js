/** Behind the npm scripts: `node scripts/run.js FILE [ARGUMENT …]`. */

import { runOnLambdaNode } from './lambda-node.js';
import { command } from './terminal.js';

const [file, ...args] = process.argv.slice(2);
await command(() => runOnLambdaNode(file, args));
