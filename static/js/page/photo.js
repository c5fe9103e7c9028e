/* Shows a chosen photo and makes it smaller before it is sent: 1600 px is what the server keeps. */

import { find, words } from "../shared/find.js";
import { drawn, scaleFor, withPicture } from "../shared/picture.js";

const LONGEST = 1600;
const SMALL_ENOUGH = 400_000;
const QUALITY = 0.82;

/** @param {HTMLElement} frame */
export function start(frame) {
  const input = find(frame, 'input[type="file"]', HTMLInputElement);
  /** @type {HTMLElement | undefined} */
  let preview;
  const clear = () => {
    if (preview) URL.revokeObjectURL(find(preview, "img", HTMLImageElement).src);
    preview?.remove();
    preview = undefined;
  };
  const remove = () => {
    input.value = "";
    input.dispatchEvent(new Event("change"));
    clear();
    input.focus();
  };
  input.addEventListener("change", async () => {
    clear();
    const file = input.files?.[0];
    if (!file?.type.startsWith("image/")) return;
    const smaller = await shrink(file);
    if (input.files?.[0] !== file) return; // another one was chosen meanwhile
    if (smaller) replace(input, smaller, file.name);
    preview = show(smaller ?? file, frame, remove);
    frame.append(preview);
  });
}

/**
 * @param {File} file
 * @returns {Promise<Blob | null>}
 */
async function shrink(file) {
  try {
    return await withPicture(file, async (picture) => {
      const scale = scaleFor(picture, LONGEST);
      if (scale === 1 && file.size < SMALL_ENOUGH) return null;
      const blob = await drawn(picture, scale, QUALITY);
      return blob && blob.size < file.size ? blob : null;
    });
  } catch {
    return null; // the server shrinks what a browser cannot read
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {Blob} blob
 * @param {string} name
 */
function replace(input, blob, name) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([blob], `${name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" }));
  input.files = transfer.files;
}

/**
 * @param {Blob} file
 * @param {HTMLElement} frame
 * @param {() => void} remove
 */
function show(file, frame, remove) {
  const preview = document.createElement("div");
  const image = document.createElement("img");
  const button = document.createElement("button");
  preview.className = "file-field__preview";
  preview.setAttribute("role", "status");
  image.src = URL.createObjectURL(file);
  image.alt = words(frame, "chosen");
  button.type = "button";
  button.className = "button button--plain";
  button.textContent = words(frame, "remove");
  button.addEventListener("click", remove);
  preview.append(image, button);
  return preview;
}
