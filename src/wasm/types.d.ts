/** What to do with a request. */
export type Decision<D extends FrontDoor = EventType> = Answer<D> | GetItem<D>;

/** A read to perform; give its outcome to `shape` together with this. */
export interface GetItem<D extends FrontDoor = EventType> {
  type: 'get-item';
  /** The route's name. */
  route: string;
  /** What brought the request, and gets the answer. */
  frontDoor: D;
  /** The body of DynamoDB's GetItem request. */
  body: string;
}

/** What the client gets, and what the log says about it. */
export interface Answer<D extends FrontDoor = EventType> {
  type: 'respond';
  response: ResponseTo<D>;
  /** The route's name; absent if none matches. */
  route?: string;
  /** Why there is no item, as a fixed code; absent for a found item and for OPTIONS. */
  code?: string;
  /** What is wrong internally, if something is. */
  detail?: string;
}

/** A response in its front door's form. */
export type ResponseTo<D extends FrontDoor> = D extends EventType
  ? CloudFrontResponse
  : ProxyResponse;

/** A generated response, as CloudFront takes it. */
export interface CloudFrontResponse {
  status: string;
  headers: Record<string, { key: string; value: string }[]>;
  body?: string;
}

/** A response, as API Gateway, function URLs and load balancers take it. */
export interface ProxyResponse {
  statusCode: number;
  /** For load balancers. */
  statusDescription?: string;
  headers?: Record<string, string>;
  /** In place of `headers`, for load balancers that send theirs so. */
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: false;
}

/** What brings requests to the function; CloudFront by its event types. */
export type FrontDoor =
  | EventType
  | 'http-api'
  | 'function-url'
  | 'rest-api'
  | 'load-balancer'
  | 'load-balancer-multi-value';

/** What a request is refused with before anything is read. */
export interface Refusal {
  status: number;
  message: string;
  /** The parameter that is missing or wrong; `null` if it is not a particular one. */
  parameter: string | null;
  /** A fixed code. */
  code: 'no-parameter' | 'parameter-absent' | 'parameter-blank' | 'parameter-invalid';
}

/** The event at which the function answers at CloudFront. */
export type EventType = 'viewer-request' | 'origin-request';

/** What the function needs to know of an API; see `Description`. */
export type Settings = Pick<Description, 'regions' | 'deadlineMs' | 'hedgeMs' | 'logLevel'> & {
  routes: Pick<RouteDescription, 'name' | 'path'>[];
};

/** What is wrong with a configuration, or perhaps not meant, and where. */
export interface Mistake {
  /** From 1. */
  line: number;
  /** From 1, in Unicode code points. */
  column: number;
  /** The JSON path; `null` if the text is not JSON. */
  path: string | null;
  /** What is wrong there, and what to write instead. */
  message: string;
}

/** What everything around the core needs to know about an API. */
export interface Description {
  /** AWS Regions that hold the tables, at least one. */
  regions: string[];
  /** How long a read may take in total, in milliseconds. */
  deadlineMs: number;
  /** How long to wait for one Region before the next is asked too, in milliseconds. */
  hedgeMs: number;
  /** How much is logged: failures, every answer, every answer with its path and query string. */
  logLevel: 'error' | 'info' | 'debug';
  /** The form of JSON bodies: `{"success":true,…}`, or the fields alone. */
  envelope: 'success' | 'none';
  /** Which pages may read the answers. */
  cors: CorsDescription;
  /** The status codes that answers can have, in ascending order. */
  statuses: number[];
  /** The names of the headers that answers can have, in lower case, each once. */
  headers: string[];
  /** The routes, in the order of their declaration. */
  routes: RouteDescription[];
}

export interface CorsDescription {
  /** The regular expressions of the origins that are answered; absent if every one is. */
  allowedOrigins?: string[];
  /** The value of `Access-Control-Allow-Origin`. */
  allowOrigin: string;
  /** How long browsers may store the answer to a preflight request, in seconds. */
  maxAge: number;
}

export interface RouteDescription {
  name: string;
  /** The path, with each parameter in it as `{name}`. */
  path: string;
  /** The parameters, in the order of their checks: those of the path come first. */
  parameters: ParameterDescription[];
  /** The table that it reads. */
  table: TableDescription;
  /** The answer where there is such an item. */
  found: FoundDescription;
  /** The answer where there is no such item. */
  notFound: NotFoundDescription;
  /** The request headers on which its answers depend. */
  readsHeaders: string[];
  /** Whether any answer may be cached: of a found item, or that there is none. */
  caches: boolean;
  /** How long CloudFront may cache the answers at origin-request. */
  timeToLive: TimeToLive;
}

export interface ParameterDescription {
  name: string;
  /** Where a request has it. */
  in: 'path' | 'query';
  /** The regular expression that the whole value has to match. */
  pattern?: string;
  /** In Unicode code points. */
  minLength?: number;
  /** In Unicode code points. */
  maxLength?: number;
  /** What the key needs it to be: any text, or a number as DynamoDB prints it. */
  type: 'string' | 'number';
  /** Texts that the value may not contain, because they separate it from others in the key. */
  separators: string[];
  /** The longest value that the key has room for, in bytes of UTF-8. */
  maxBytes: number;
}

/** The declared fields, all attributes, or a redirect; `wrap` is the member that holds them. */
export type FoundDescription =
  | { kind: 'fields'; fields: FieldDescription[]; cases: CaseDescription[]; wrap?: string }
  | { kind: 'item'; omit: string[]; wrap?: string }
  | { kind: 'redirect'; status: number; attribute: string };

/** Further fields of items whose attribute has a value; those of the first that applies. */
export interface CaseDescription {
  attribute: string;
  equals: string;
  fields: FieldDescription[];
}

export interface FieldDescription {
  name: string;
  /** The attribute that holds its value, and the way to it inside that: `["address", "city"]`. */
  attribute: (string | number)[];
  type: 'string' | 'integer' | 'number' | 'boolean' | 'any';
  /** Whether the answer may lack it. */
  optional: boolean;
  /** What is answered where the item lacks it. */
  default?: string | number | boolean | null;
}

/** A refusal, or a redirect with status 302. */
export type NotFoundDescription = { status: number; message: string } | { redirect: string };

export interface TableDescription {
  name: string;
  partitionKey: KeyDescription;
  sortKey?: KeyDescription;
}

/** An attribute of a table's key. */
export interface KeyDescription {
  name: string;
  type: 'S' | 'N';
  /** How the route makes its value of parameters, as declared: `USER#{id}`. */
  value: string;
}

/** The times to live of a cache policy, in seconds. */
export interface TimeToLive {
  min: number;
  default: number;
  max: number;
}
