/** Asks the server. The token stands in the address that it printed; it is kept for this tab only. */

const KEPT = "guanxi desk token";
const API = new URL("api/", import.meta.url);

/** Takes the token out of the address, so that no history and no copied link has it. @returns whether there is one */
export function takeToken() {
  const given = location.hash.slice(1);
  if (/^[\w-]{20,}$/.test(given)) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT) !== null;
}

/** @param {string} what @param {Record<string, string | string[]>} [parameters] @returns {Promise<any>} */
export function get(what, parameters = {}) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  return answer(`${API}${what}?${new URLSearchParams(pairs)}`, {});
}

/** @param {string} what @param {object} order @returns {Promise<Outcome>} */
export function post(what, order) {
  const headers = { "content-type": "application/json" };
  return answer(`${API}${what}`, { method: "POST", headers, body: JSON.stringify(order) });
}

/** Problems of the map are an answer like others; all else that goes wrong is thrown.
 * @param {string} address @param {RequestInit} request */
async function answer(address, request) {
  const authorization = `Bearer ${sessionStorage.getItem(KEPT)}`;
  const reply = await fetch(address, { ...request, headers: { ...request.headers, authorization } });
  if (reply.ok || reply.status === 409) return reply.json();
  throw new Error((await reply.text()).trim());
}

/** Calls the last of what is asked in quick succession. @param {() => void} act @param {number} after in ms */
export function debounced(act, after = 300) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, after);
  };
}
