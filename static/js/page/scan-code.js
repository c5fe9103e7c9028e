/* Reads a QR code with the camera into a field, and sends the form or goes on to the next field. Shown only
   where there is a camera; nothing is loaded and no camera opened before somebody asks for it. */

const PAUSE = 120; // milliseconds between two looks, so that a cheap phone stays cool
const ENOUGH_DATA = 2; // HTMLMediaElement.HAVE_CURRENT_DATA

export async function start(box) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (!devices.some((device) => device.kind === "videoinput")) return;
  const scan = new Scan(box);
  box.querySelector("[data-start]").addEventListener("click", () => scan.open());
  box.querySelector("[data-stop]").addEventListener("click", () => scan.close());
  window.addEventListener("pagehide", () => scan.close());
  box.hidden = false;
}

class Scan {
  constructor(box) {
    this.box = box;
    this.view = box.querySelector(".scan__view");
    this.video = box.querySelector("video");
  }

  async open() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.say(this.box.dataset.blocked);
      return;
    }
    this.show(true);
    this.say(this.box.dataset.busy);
    this.video.srcObject = this.stream;
    await this.video.play();
    await this.look(await makeDetector());
  }

  async look(detector) {
    while (this.stream) {
      const found = this.video.readyState < ENOUGH_DATA ? [] : await detector.detect(this.video);
      if (found.length && this.stream) this.take(found[0].rawValue);
      await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    }
  }

  take(words) {
    this.close();
    const { target, form, focus } = this.box.dataset;
    document.getElementById(target).value = focus ? words.split("/").pop() : words;
    if (focus) document.getElementById(focus).focus();
    else document.getElementById(form).requestSubmit();
  }

  close() {
    if (!this.stream) return;
    for (const track of this.stream.getTracks()) track.stop();
    this.stream = null;
    this.show(false);
    this.say("");
  }

  show(open) {
    this.view.hidden = !open;
    this.box.querySelector("[data-start]").hidden = open;
    this.box.querySelector(open ? "[data-stop]" : "[data-start]").focus();
  }

  say(words) {
    this.box.querySelector(".scan__said").textContent = words;
  }
}

/* The browser's own reader where it reads QR codes, else one that comes with this site. */
async function makeDetector() {
  const formats = await window.BarcodeDetector?.getSupportedFormats();
  const Detector = formats?.includes("qr_code")
    ? window.BarcodeDetector
    : (await import("../vendor/qr/decode.js")).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}
