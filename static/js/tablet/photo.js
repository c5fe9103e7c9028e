/* A photo of the work, small enough to wait on the tablet. */

import { drawn, scaleFor, withPicture } from "../shared/picture.js";
import { toText } from "./core/bytes.js";

const LONGEST = 1280;
const MOST_BYTES = 200_000;
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

/**
 * Its bytes as text, always drawn anew, so that nothing of the camera is in it. Raises when it cannot be read.
 * @param {Blob} file
 */
export function smallPhoto(file) {
  return withPicture(file, async (picture) => {
    /** @type {Blob | null} */
    let blob = null;
    for (const quality of QUALITIES) {
      blob = await drawn(picture, scaleFor(picture, LONGEST), quality);
      if (blob && blob.size <= MOST_BYTES) break;
    }
    if (!blob) throw new TypeError("this browser draws no photos");
    return toText(await blob.arrayBuffer());
  });
}

/** @param {string} photo */
export function pictureOf(photo) {
  return `data:image/jpeg;base64,${photo.replace(/-/g, "+").replace(/_/g, "/")}`;
}
