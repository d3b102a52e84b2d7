/** What to do about a request. */
export type Decision = Answer | GetItem;

/** A read to perform; give its outcome to `shape` together with this. */
export interface GetItem {
  type: 'get-item';
  /** The route's name. */
  route: string;
  /** The event that brought the request. */
  trigger: 'viewer-request' | 'origin-request';
  /** The body of DynamoDB's GetItem request. */
  body: string;
}

/** What the client gets, and what the log should say of it. */
export interface Answer {
  type: 'respond';
  response: CloudFrontResponse;
  /** The route's name; absent where no route was found. */
  route?: string;
  /** Why there is no item, as a fixed name; absent for a found item and for OPTIONS. */
  code?: string;
  /** What is wrong inside, where something is. */
  detail?: string;
}

/** A generated response, as CloudFront takes it. */
export interface CloudFrontResponse {
  status: string;
  headers: Record<string, { key: string; value: string }[]>;
  body?: string;
}

/** What a request is refused with before anything is read. */
export interface Refusal {
  status: number;
  message: string;
  /** The parameter that is missing or wrong; `null` where it is none in particular. */
  parameter: string | null;
  /** A fixed name. */
  code: 'no-route' | 'no-parameter' | 'parameter-absent' | 'parameter-blank' | 'parameter-invalid';
}

/** What the wrapper has to know of the configuration. */
export interface Settings {
  /** AWS Regions that hold the tables, at least one. */
  regions: string[];
  /** How long a read may take in all, in milliseconds. */
  deadlineMs: number;
  /** How long to wait for one Region before the next is asked too, in milliseconds. */
  hedgeMs: number;
  /** How much is logged: failures, every answer, every answer with its query string. */
  logLevel: 'error' | 'info' | 'debug';
  /** The routes' names. */
  routes: string[];
}
