/** Of `api.json`, what a page may know; `npm run build:browser` makes it. */
export interface ClientConfig {
  routes: {
    name: string;
    path: string;
    parameter: { name: string; pattern?: string; minLength?: number; maxLength?: number };
  }[];
  /** The same for the WebAssembly, in base64. */
  compiled: string;
}

/** Query parameters by name. A value that is not text, such as `undefined`, counts as absent. */
export type Params = Record<string, string> | Iterable<[string, string]>;

/** What the edge would refuse a request with. */
export interface Refusal {
  status: number;
  message: string;
  /** The parameter that is missing or wrong; `null` where it is none in particular. */
  parameter: string | null;
  /** A fixed name. */
  code: 'no-route' | 'no-parameter' | 'parameter-absent' | 'parameter-blank' | 'parameter-invalid';
}

/** Why there is no item. */
export interface LookupError {
  /**
   * - `invalid`: the request would be refused, and was not sent;
   * - `not-found`: there is no such item, or not yet;
   * - `refused`: the edge refused the request;
   * - `unavailable`: the edge failed; the same request may succeed later;
   * - `unreachable`: no answer came, for want of a network for example.
   */
  kind: 'invalid' | 'not-found' | 'refused' | 'unavailable' | 'unreachable';
  /** The edge's own words, or the status or the browser's where it had none. */
  message: string;
  /** The answer's; `null` where none came. */
  status: number | null;
  /** The parameter that is missing or wrong, where the request was not sent. */
  parameter: string | null;
  /** A fixed name, where the request was not sent. */
  code: Refusal['code'] | null;
  /**
   * For how long the edge asks to be left alone, in milliseconds; 0 if it does not, or if the API is
   * not where the page is: a page may not read that of another origin.
   */
  retryAfterMs: number;
}

/** A found item's fields, or why there are none. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: LookupError };

export interface LookupOptions {
  /** Ends the lookup, which rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface WatchOptions<T> extends LookupOptions {
  /** Between two requests while the answers change: 100 to 3,600,000 ms (default: 2,000). */
  interval?: number;
  /** Called with each result. */
  onUpdate?: (result: Result<T>) => void;
  /** Whether an item is final (default: the first one is). */
  until?: (value: T) => boolean;
}

export interface LookupApi {
  /**
   * Says what the edge would refuse a GET request with, word for word, or `null`.
   *
   * @param path Such as `/api/media/job_id`.
   */
  validate(path: string, params: Params): Refusal | null;

  /**
   * Looks an item up. What would be refused is not sent.
   *
   * @param route The route's name in `api.json`.
   * @returns Rejects if it is aborted, and for a route that there is not.
   */
  lookup<T = Record<string, unknown>>(
    route: string,
    params: Params,
    options?: LookupOptions,
  ): Promise<Result<T>>;

  /**
   * Looks an item up again and again, until it is final or the request is refused. While answers
   * stay the same or fail, the time between requests grows to ten times the interval; while the
   * page is hidden, there are none.
   *
   * @returns The last result. Rejects as `lookup` does, and if `onUpdate` or `until` throws.
   */
  watch<T = Record<string, unknown>>(
    route: string,
    params: Params,
    options?: WatchOptions<T>,
  ): Promise<Result<T>>;
}

/**
 * Loads the WebAssembly, once a page.
 *
 * @param options.wasm Where `edge_lookup_bg.wasm` is, or its bytes (default: beside the library's module).
 *   Node.js needs its bytes.
 * @param options.baseUrl Where the API is, such as `https://d111111abcdef8.cloudfront.net`; by
 *   default where the page is.
 * @returns Rejects if the WebAssembly cannot be loaded, or if the configuration is damaged or
 *   of another version.
 */
export function load(options: {
  config: ClientConfig;
  baseUrl?: string;
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module;
}): Promise<LookupApi>;
