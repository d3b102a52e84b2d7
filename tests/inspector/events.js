/** Server-sent events, read as the standard has it, as far as the inspector uses it. */

/** @typedef {{ event: string, id: string, data: any }} ServerEvent */

/**
 * @param {Response} response
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* eventsOf({ body }) {
  if (!body) throw new Error('the response has no body');
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n').map((line) => line.split(/: (.*)/s));
      const fields = Object.fromEntries(lines);
      if (fields.event) yield { ...fields, data: JSON.parse(fields.data) };
    }
  }
}

/**
 * @param {AsyncGenerator<ServerEvent>} events
 * @param {number} count
 * @returns {Promise<ServerEvent[]>}
 */
export async function take(events, count) {
  /** @type {ServerEvent[]} */
  const taken = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done) throw new Error(`the stream has ended after ${taken.length} events`);
    taken.push(value);
  }
  return taken;
}
