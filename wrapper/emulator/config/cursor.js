/** JSON as the AWS CLI prints it, read with its path, so that an error says what is wrong where. */

import { visibleJson } from '../../api/visible-json.js';
import { Failure, oneLine } from '../../terminal.js';

export class Cursor {
  #value;

  /**
   * @param {unknown} value
   * @param {string} file
   * @param {string} [path] Of the value in the file.
   */
  constructor(value, file, path = '') {
    this.#value = value;
    this.file = file;
    this.path = path;
  }

  /**
   * A member that has to be there.
   *
   * @param {string} name
   */
  get(name) {
    return this.optional(name) ?? this.#member(name).fail('is missing');
  }

  /**
   * A member, unless it is absent, null or, as the CLI prints what is not set, an empty text.
   *
   * @param {string} name
   */
  optional(name) {
    const member = this.#member(name);
    return [undefined, null, ''].includes(/** @type {any} */ (member.#value)) ? undefined : member;
  }

  /** The items of a list, which is `{ "Quantity": 1, "Items": […] }`. */
  items() {
    const items = this.optional('Items');
    if (items === undefined) return [];
    const list = items.#value;
    if (!Array.isArray(list)) return items.fail('expected an array');
    return list.map((item, i) => new Cursor(item, this.file, `${items.path}[${i}]`));
  }

  strings() {
    return this.items().map((item) => item.string());
  }

  string() {
    const value = this.#value;
    return typeof value === 'string' ? value : this.fail('expected a text');
  }

  boolean() {
    const value = this.#value;
    return typeof value === 'boolean' ? value : this.fail('expected true or false');
  }

  /** Of seconds, a port or a status: CloudFront has no other ones. */
  number() {
    const value = this.#value;
    return Number.isSafeInteger(value) && Number(value) >= 0
      ? Number(value)
      : this.fail('expected a whole number');
  }

  /**
   * What one of several texts stands for.
   *
   * @template T
   * @param {Record<string, () => T>} meanings
   * @returns {T}
   */
  oneOf(meanings) {
    const text = this.string();
    if (Object.hasOwn(meanings, text)) return meanings[text]();
    const known = Object.keys(meanings).join(', ');
    return this.fail(`is ${visibleJson(text)}: expected one of ${known}`);
  }

  /**
   * @param {string} message
   * @returns {never}
   * @throws {Failure} One line.
   */
  fail(message) {
    throw new Failure(`${this.file}: ${this.path}${this.path && ': '}${message}`);
  }

  /** @param {string} name */
  #member(name) {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('expected an object');
    }
    const member = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return new Cursor(member, this.file, this.path === '' ? name : `${this.path}.${name}`);
  }
}

/**
 * @param {string} text
 * @param {string} file Its name, for messages.
 * @returns {Cursor}
 * @throws {Failure} If it is not JSON.
 */
export function parseJson(text, file) {
  try {
    return new Cursor(JSON.parse(text), file);
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${oneLine(error)}`);
  }
}
