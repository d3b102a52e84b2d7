declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** The part that is used of https://github.com/architect/dynalite. */
  export default function dynalite(options: {
    /** In memory when absent. */
    path?: string | undefined;
    createTableMs: number;
    deleteTableMs: number;
  }): Server;
}
