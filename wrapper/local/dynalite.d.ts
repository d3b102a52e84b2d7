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

declare module 'dynalite/db/index.js' {
  type Operation = (...args: unknown[]) => unknown;

  /** What `dynalite` calls to open a store. Its operations take a callback last, or return a promise. */
  const db: {
    create(options: object): {
      db: Record<'get' | 'put' | 'del' | 'batch', Operation> & { open(): Promise<void> };
    };
  };
  export default db;
}
