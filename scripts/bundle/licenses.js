/** The licences of what ships, as one text. */

/** @import { Part } from './parts.js' */

const RULE = `\n\n${'-'.repeat(78)}\n\n`;

/**
 * Each text once, under the names of those that it is of.
 *
 * @param {string} title
 * @param {Part[]} parts
 */
export function licensesOf(title, parts) {
  /** @type {Map<string, { text: string, names: string[] }>} */
  const sections = new Map();
  for (const { name, version, license, texts } of parts) {
    for (const text of texts) {
      const words = text.replaceAll(/\s+/g, ' ');
      const section = sections.get(words) ?? { text, names: [] };
      section.names.push(`${name} ${version} (${license})`);
      sections.set(words, section);
    }
  }
  const all = [...sections.values()].map(({ text, names }) => `${names.join('\n')}\n\n${text}`);
  const intro = `${title} is made of what is listed here, under these licences.`;
  return `${[intro, ...all].join(RULE)}\n`;
}
