/* Which browsers we promise, and whether MDN's data say that one of them lacks something. */

import { createRequire } from "node:module";

/** MDN's names of browsers to the oldest version that must do. */
export const PROMISED = {
  chrome: "100", chrome_android: "100", webview_android: "100",
  safari: "15.4", safari_ios: "15.4",
  firefox: "115", firefox_android: "115",
};

export const DATA = createRequire(import.meta.url)("@mdn/browser-compat-data");

/**
 * The promised browsers that lack `feature`, a part of MDN's data, unless it is written with a prefix in `prefixes`.
 * @returns {string[]}
 */
export function lacking(feature, prefixes = []) {
  const support = feature?.__compat?.support ?? {};
  return Object.entries(PROMISED)
    .filter(([browser, version]) => !has(support[browser], version, prefixes))
    .map(([browser, version]) => `${browser} ${version}`);
}

function has(told, version, prefixes) {
  if (told === undefined || told === "mirror") return true; // nothing is known about it
  return [told].flat().some((each) => !each.flags
    && (!each.prefix || prefixes.includes(each.prefix))
    && !each.alternative_name
    && reaches(each.version_added, version)
    && !(each.version_removed && reaches(each.version_removed, version)));
}

/** Whether `added`, such as "15.4", "≤37" or false, is no later than `version`. */
export function reaches(added, version) {
  if (added === true) return true;
  if (typeof added !== "string" || added === "preview") return false;
  const [left, right] = [added.replace("≤", ""), version].map((each) => each.split(".").map(Number));
  return left[0] < right[0] || (left[0] === right[0] && (left[1] ?? 0) <= (right[1] ?? 0));
}
