/** Taking turns: what else the machine does in the meantime meets all peers alike. */

/**
 * Measures each peer once a round; each round begins with another one.
 *
 * @template T
 * @template {{ name: string }} P
 * @param {P[]} peers
 * @param {number} rounds
 * @param {(peer: P, round: number) => Promise<T>} measure
 * @returns {Promise<Map<string, T[]>>} What was measured, by the peer's name.
 */
export async function takeTurns(peers, rounds, measure) {
  /** @type {Map<string, T[]>} */
  const results = new Map(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < peers.length; i += 1) {
      const peer = peers[(round + i) % peers.length];
      results.get(peer.name)?.push(await measure(peer, round));
    }
  }
  return results;
}
