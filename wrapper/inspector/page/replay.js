/** Sends a recorded request again. */

/**
 * @param {number} id
 * @returns {Promise<{ id: number } | { error: string }>} The new exchange's, or why there is none.
 */
export async function replay(id) {
  try {
    const response = await fetch(`replay?id=${id}`, { method: 'POST' });
    return await response.json();
  } catch {
    return { error: 'The server did not answer.' };
  }
}
