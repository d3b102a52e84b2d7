/** Graphs of files: what is in a circle, and what they are as graphs of folders. */

/** @typedef {Map<string, Set<string>>} Graph Each node with those that it leads to. */

/**
 * The first circle that there is, from a node to itself; empty if there is none.
 *
 * @param {Graph} graph
 * @returns {string[]}
 */
export function circle(graph) {
  const done = new Set();
  /** @type {string[]} */
  const path = [];

  for (const node of graph.keys()) {
    const found = visit(node);
    if (found.length > 0) return found;
  }
  return [];

  /**
   * @param {string} node
   * @returns {string[]}
   */
  function visit(node) {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const found = visit(next);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(node);
    return [];
  }
}

/**
 * The graph of the groups that nodes belong to.
 *
 * @param {Graph} graph
 * @param {(node: string) => string} groupOf
 * @returns {Graph}
 */
export function grouped(graph, groupOf) {
  /** @type {Graph} */
  const groups = new Map();
  for (const [node, nexts] of graph) {
    const group = groups.get(groupOf(node)) ?? new Set();
    groups.set(groupOf(node), group);
    for (const next of nexts) if (groupOf(next) !== groupOf(node)) group.add(groupOf(next));
  }
  return groups;
}
