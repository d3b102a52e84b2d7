/** What to do with a request. */
export type Decision = Answer | GetItem;

/** A read to perform; give its outcome to `shape` together with this. */
export interface GetItem {
  type: 'get-item';
  /** The route's name. */
  route: string;
  /** The event that brought the request. */
  eventType: EventType;
  /** The body of DynamoDB's GetItem request. */
  body: string;
}

/** What the client gets, and what the log says about it. */
export interface Answer {
  type: 'respond';
  response: CloudFrontResponse;
  /** The route's name; absent if none matches. */
  route?: string;
  /** Why there is no item, as a fixed code; absent for a found item and for OPTIONS. */
  code?: string;
  /** What is wrong internally, if something is. */
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
  /** The parameter that is missing or wrong; `null` if it is not a particular one. */
  parameter: string | null;
  /** A fixed code. */
  code: 'no-route' | 'no-parameter' | 'parameter-absent' | 'parameter-blank' | 'parameter-invalid';
}

/** The event at which the function answers. */
export type EventType = 'viewer-request' | 'origin-request';

/** What everything around the core needs to know about an API. */
export interface Description {
  /** AWS Regions that hold the tables, at least one. */
  regions: string[];
  /** How long a read may take in total, in milliseconds. */
  deadlineMs: number;
  /** How long to wait for one Region before the next is asked too, in milliseconds. */
  hedgeMs: number;
  /** How much is logged: failures, every answer, every answer with its query string. */
  logLevel: 'error' | 'info' | 'debug';
  /** The status codes that answers can have, in ascending order. */
  statuses: number[];
  /** The names of the headers that answers can have, in lower case, each once. */
  headers: string[];
  /** The routes, in the order of their declaration. */
  routes: RouteDescription[];
}

export interface RouteDescription {
  name: string;
  /** The path, which a request must match exactly. */
  path: string;
  /** The query parameters that it reads. */
  parameters: ParameterDescription[];
  /** The table that it reads. */
  table: TableDescription;
  /** The request headers on which its answers depend. */
  readsHeaders: string[];
  /** Whether any found item may be cached. */
  caches: boolean;
  /** How long CloudFront may cache the answers, for each event type. */
  timeToLive: Record<EventType, TimeToLive>;
}

/** A query parameter as `api.json` declares it. */
export interface ParameterDescription {
  name: string;
  /** The regular expression that the whole value has to match. */
  pattern?: string;
  /** In Unicode code points. */
  minLength?: number;
  /** In Unicode code points. */
  maxLength?: number;
}

export interface TableDescription {
  name: string;
  /** The attribute that is the partition key, a string. */
  partitionKey: string;
}

/** The times to live of a cache policy, in seconds. */
export interface TimeToLive {
  min: number;
  default: number;
  max: number;
}
