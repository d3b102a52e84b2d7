/** The library, as it is beside the console page once both are built. */
export * from '../../../wrapper/browser/index.js';
