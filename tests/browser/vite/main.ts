import { load, type Refusal } from 'edge-lookup/browser';
import config from './lookups.json';

const api = await load({ config });
const refusals: (Refusal | null)[] = [
  api.validate('/api/media/job_id', { input_file: '' }),
  api.validate('/api/media/job_id', { input_file: 'Big Buck Bunny.mp4' }),
];
const output = document.querySelector('output');
if (output) output.textContent = JSON.stringify(refusals);
