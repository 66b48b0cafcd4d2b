// Talks with the server of the inbox. Refuses to send anything but what a caller hands it as JSON: a key or passphrase never gets here.

const ROOT = "/postvak/api/";
let csrf = "";

/** The server said no (status 4xx/5xx), or could not be reached (status 0). */
export class Refused extends Error {
  constructor(status) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** The token that goes along with every POST from now on. */
export function useToken(token) {
  csrf = token;
}

async function call(path, options) {
  let reply;
  try {
    reply = await fetch(ROOT + path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Refused(0);
  }
  if (!reply.ok) throw new Refused(reply.status);
  return reply.json();
}

export const get = (path) => call(path, {});

export const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "content-type": "application/json", "x-stagemaat-csrf": csrf }, body: JSON.stringify(body) });
