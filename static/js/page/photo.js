/* Shows a chosen photo and makes it smaller before it is sent: 1600 px is what the server keeps. */

const LONGEST = 1600;
const SMALL_ENOUGH = 400_000;

export function start(frame) {
  const input = frame.querySelector('input[type="file"]');
  let preview;
  const clear = () => {
    if (preview) URL.revokeObjectURL(preview.querySelector("img").src);
    preview?.remove();
    preview = undefined;
  };
  input.addEventListener("change", async () => {
    clear();
    const file = input.files[0];
    if (!file || !file.type.startsWith("image/")) return;
    const smaller = await shrink(file).catch(() => null);
    if (smaller && input.files[0] === file) replace(input, smaller);
    preview = show(input.files[0], frame.dataset, () => {
      input.value = "";
      input.dispatchEvent(new Event("change"));
      clear();
      input.focus();
    });
    frame.append(preview);
  });
}

async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size < SMALL_ENOUGH) return null;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
  return blob && blob.size < file.size ? blob : null;
}

function replace(input, blob) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([blob], input.files[0].name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
  input.files = transfer.files;
}

function show(file, words, remove) {
  const preview = document.createElement("div");
  const image = document.createElement("img");
  const button = document.createElement("button");
  preview.className = "file-field__preview";
  preview.setAttribute("role", "status");
  image.src = URL.createObjectURL(file);
  image.alt = words.chosen;
  button.type = "button";
  button.className = "button button--plain";
  button.textContent = words.remove;
  button.addEventListener("click", remove);
  preview.append(image, button);
  return preview;
}
