/** `npm start`: this example behind a local CloudFront, with a job that advances while you watch. */

import { fileURLToPath } from 'node:url';
import { main } from '../../wrapper/cli/main.js';
import { JOB_ID, keepLive, TABLE } from './live-job.js';

const CONFIG = fileURLToPath(new URL('api.json', import.meta.url));

// Options come after it, so that another --config takes its place.
await main(['local', '--config', CONFIG, ...process.argv.slice(2)], {
  async onStarted({ origin, tables, put, onClose }) {
    if (put === undefined || !tables.includes(TABLE)) return;
    onClose(await keepLive(put));
    console.log(
      `  curl '${origin}/api/media/status?job_id=${JOB_ID}'   # advances while you watch\n`,
    );
  },
});
