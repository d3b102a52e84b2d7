// With the WebAssembly where the library looks for it by itself.
import { load } from 'edge-lookup/browser';
import config from './lookups.json';

const api = await load({ config });
document.querySelector('output').textContent = JSON.stringify([
  api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: '' }),
  api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: 'Big Buck Bunny.mp4' }),
]);
