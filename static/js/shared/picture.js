/* Photos of a camera, smaller: turned as the camera says, and without what it wrote in them. */

/**
 * Every browser turns an image, not each a bitmap. Raises when it cannot be read.
 * @template Made
 * @param {Blob} file
 * @param {(picture: HTMLImageElement) => Promise<Made>} use
 * @returns {Promise<Made>}
 */
export async function withPicture(file, use) {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await picture.decode();
    return await use(picture);
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/**
 * @param {HTMLImageElement} picture
 * @param {number} longest of its sides, in pixels
 */
export function scaleFor(picture, longest) {
  return Math.min(1, longest / Math.max(picture.naturalWidth, picture.naturalHeight));
}

/**
 * @param {HTMLImageElement} picture
 * @param {number} scale
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
export function drawn(picture, scale, quality) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.naturalWidth * scale);
  canvas.height = Math.round(picture.naturalHeight * scale);
  const pencil = canvas.getContext("2d");
  if (!pencil) return Promise.resolve(null);
  pencil.fillStyle = "white"; // under what is transparent, which a JPEG would make black
  pencil.fillRect(0, 0, canvas.width, canvas.height);
  pencil.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
}
