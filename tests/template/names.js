/** Names of query parameters that a parser of YAML can take for something else. */

export const NAMES = [
  // YAML 1.1's booleans and nulls. https://yaml.org/type/bool.html
  ...['y', 'N', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'null', 'Null'],
  // Its numbers, in bases 2, 8, 10 and 16. https://yaml.org/type/int.html
  ...['1', '-0', '08', '0b1', '0777', '0x1f', '1_000'],
  // Other numbers. https://yaml.org/type/float.html
  ...['1.', '.5', '1e3', '685_230.15', '.inf', '-.INF', '.NaN'],
  // The octal numbers of YAML 1.2. https://yaml.org/spec/1.2.2/#1032-tag-resolution
  '0o7',
  // Dates. https://yaml.org/type/timestamp.html
  ...['2012-10-17', '2001-1-1'],
  // What begins something else in YAML.
  ...['-', '---', '...', '-a'],
];
