/** Behind the npm scripts: `node scripts/run.js FILE [ARGUMENT …]`. */

import { runCommand } from '../wrapper/terminal.js';
import { runOnLambdaNode } from './lambda-node.js';

const [file, ...args] = process.argv.slice(2);
await runCommand(() => runOnLambdaNode(file, args));
