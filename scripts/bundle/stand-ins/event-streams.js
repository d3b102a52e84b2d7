/** Event streams: GetItem has none. */

export {};
