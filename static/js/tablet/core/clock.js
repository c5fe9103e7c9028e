/* When something was done, as the server can reckon it whatever the clock of the tablet says. Pure. */

const TOO_FAR_BACK = 600_000;

/**
 * @typedef {object} Span
 * @property {string} grantedAt the tablet's clock when the grant came
 * @property {number} endsAt the same clock when it ends
 * @property {number | null} anchor `performance.now()` when it came; null when the page was loaded since
 */

/**
 * @param {Span} span
 * @param {{clock: number, monotonic: number}} now
 */
export function momentOf(span, now) {
  return {
    made_at: new Date(now.clock).toISOString(),
    granted_at: span.grantedAt,
    since_grant_ms: span.anchor === null ? null : Math.round(now.monotonic - span.anchor),
  };
}

/**
 * Whether a grant is over, or nobody can say any more: the clock went back behind its beginning.
 * @param {{grantedAt: string, endsAt: number}} span
 * @param {number} clock
 */
export function isOver(span, clock) {
  return clock >= span.endsAt || clock < Date.parse(span.grantedAt) - TOO_FAR_BACK;
}

/**
 * When a grant ends by the clock of the tablet.
 * @param {{now: string, until: string}} answer
 * @param {number} clock
 */
export function endOf(answer, clock) {
  return clock + Date.parse(answer.until) - Date.parse(answer.now);
}
