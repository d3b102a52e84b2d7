/**
 * Of `api.json`, what a page may know; `npm run build:browser` makes it. Where a text is one of two,
 * its type is `string`, as TypeScript has it of a JSON file that is imported.
 */
export interface ClientConfig {
  /** `success`: answers are in an envelope with this member; `none`: they are the fields alone. */
  envelope: string;
  routes: ClientRoute[];
  /** The same for the WebAssembly, in base64. */
  compiled: string;
}

export interface ClientRoute {
  name: string;
  /** Each parameter as `{name}`. */
  path: string;
  parameters: ClientParameter[];
  /** Whether a found item is answered with a redirect, so that it has a URL and no lookup. */
  redirects: boolean;
  /** What is answered where there is no item. */
  notFound: { status: number; message: string } | { redirect: string };
}

export interface ClientParameter {
  name: string;
  /** `path` or `query`. */
  in: string;
  /** The regular expression that the whole value has to match. */
  pattern?: string;
  /** In Unicode code points. */
  minLength?: number;
  /** In Unicode code points. */
  maxLength?: number;
  /**
   * `string` or `number`, of which only the plain decimal is taken that DynamoDB prints: `1`,
   * neither `01` nor `1.0`.
   */
  type: string;
  /** The texts that a value may not contain. */
  separators: string[];
  /** The longest value, in bytes of UTF-8. */
  maxBytes: number;
}

/**
 * Parameters by name, those of the path too. A value that is not text, such as `undefined`, counts as
 * absent, and a parameter that the route does not declare is ignored.
 */
export type Params = Record<string, string | undefined> | Iterable<[string, string]>;

/** What the edge would refuse a request with. */
export interface Refusal {
  status: number;
  message: string;
  /** The parameter that is missing or wrong; `null` where it is none in particular. */
  parameter: string | null;
  /** A fixed name. */
  code: 'no-parameter' | 'parameter-absent' | 'parameter-blank' | 'parameter-invalid';
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
   * @param route The route's name in `api.json`, as in all that follows.
   * @throws {Error} If there is no such route.
   */
  validate(route: string, params: Params): Refusal | null;

  /**
   * The URL of a lookup, such as for a link to a route that redirects. It begins with the `baseUrl`,
   * and where that is left out, with `/`.
   *
   * @throws {RangeError} If the edge would refuse the request, with its message.
   * @throws {Error} If there is no such route.
   */
  url(route: string, params: Params): string;

  /**
   * Looks an item up. What would be refused is not sent.
   *
   * @returns Rejects if it is aborted, if there is no such route, and if the route redirects.
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
