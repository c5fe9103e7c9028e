/* The camera beside a field: the same as on the pages of the site. */

import { start } from "../page/scan-code.js";
import { button, h } from "./draw.js";
import { text } from "./words.js";

/**
 * @param {string} label
 * @param {{target: string, form: string}} where the id of the field, and of its form
 */
export function scanner(label, { target, form }) {
  const box = h("div", { class: "scan", "data-target": target, "data-form": form, hidden: true,
    "data-blocked": text("scan.blocked"), "data-broken": text("scan.broken"), "data-busy": text("scan.busy") },
    h("p", { class: "field__label", id: `${target}-scan` }, label),
    button(text("scan.start"), null, { icon: "qrcode", attributes: { "data-start": "" } }),
    h("div", { class: "scan__view", hidden: true }, h("video", { muted: true, playsinline: true, "aria-labelledby": `${target}-scan` }),
      button(text("scan.stop"), null, { icon: "x", attributes: { "data-stop": "" } })),
    h("p", { class: "scan__said", role: "status" }));
  start(box);
  return box;
}
