/** The library, as it is beside the console page once both are built. */
export * from '../index.js';
