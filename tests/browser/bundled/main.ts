import { type LookupApi, load, type Refusal } from 'edge-lookup/browser';
import wasm from 'edge-lookup/browser/edge_lookup_bg.wasm?url';
import config from './lookups.json';

// What Vite 6 builds for has no top-level await.
load({ config, wasm }).then(show);

function show(api: LookupApi) {
  const refusals: (Refusal | null)[] = [
    api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: '' }),
    api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: 'Big Buck Bunny.mp4' }),
  ];
  const output = document.querySelector('output');
  if (output) output.textContent = JSON.stringify(refusals);
}
