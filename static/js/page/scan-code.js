/* Reads a QR code with the camera into a field, and sends the form or goes on to the next field. Shown only
   where there is a camera; nothing is loaded and no camera opened before somebody asks for it. */

import { byId, find, words } from "../shared/find.js";
import { send } from "../shared/send.js";

/** @typedef {{detect(image: HTMLVideoElement): Promise<{rawValue: string}[]>}} Detector */
/** @typedef {{new (options: {formats: string[]}): Detector, getSupportedFormats(): Promise<string[]>}} DetectorClass */

const READER = "../vendor/qr/decode.js"; // by a name that is not looked into when types are checked
const PAUSE_MS = 120; // between two looks, so that a cheap phone stays cool

/** @param {HTMLElement} box */
export async function start(box) {
  if (!navigator.mediaDevices?.getUserMedia) return; // without HTTPS there is none
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (!devices.some((device) => device.kind === "videoinput")) return;
  const scan = new Scan(box);
  scan.startButton.addEventListener("click", () => scan.open());
  scan.stopButton.addEventListener("click", () => scan.close());
  box.hidden = false;
}

class Scan {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.view = find(box, ".scan__view", HTMLElement);
    this.video = find(box, "video", HTMLVideoElement);
    this.startButton = find(box, "[data-start]", HTMLButtonElement);
    this.stopButton = find(box, "[data-stop]", HTMLButtonElement);
    /** @type {MediaStream | null} */
    this.stream = null;
    this.leave = () => this.close();
  }

  /* `data-open` stands from the tap on, also while the person is asked whether it may. */
  async open() {
    this.box.dataset.open = "";
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      delete this.box.dataset.open;
      this.say(words(this.box, "blocked"));
      return;
    }
    window.addEventListener("pagehide", this.leave); // while it looks: the tablet draws many of these on one page
    this.show(true);
    this.say(words(this.box, "busy"));
    try {
      this.video.srcObject = this.stream;
      await this.video.play();
      await this.look(await makeDetector());
    } catch (error) {
      if (!this.stream) return; // it was stopped while it began
      console.warn("nothing reads the codes here", error);
      this.close();
      this.say(words(this.box, "broken"));
    }
  }

  /** @param {Detector} detector */
  async look(detector) {
    while (this.stream) {
      if (!this.box.isConnected) this.close(); // another screen came in its place
      const isReady = this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      const [found] = isReady ? await detector.detect(this.video) : [];
      if (found && this.stream) this.take(found.rawValue);
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
  }

  /** @param {string} text */
  take(text) {
    this.close();
    const { form, focus } = this.box.dataset;
    const field = find(document, `#${words(this.box, "target")}`, HTMLElement);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = focus ? lastPart(text) : text;
    }
    if (focus) byId(focus, HTMLInputElement).focus();
    else if (form) send(byId(form, HTMLFormElement));
  }

  close() {
    if (!this.stream) return;
    for (const track of this.stream.getTracks()) track.stop();
    this.stream = null;
    delete this.box.dataset.open;
    window.removeEventListener("pagehide", this.leave);
    this.show(false);
    this.say("");
  }

  /** @param {boolean} open */
  show(open) {
    this.view.hidden = !open;
    this.startButton.hidden = open;
    (open ? this.stopButton : this.startButton).focus();
  }

  /** @param {string} sentence */
  say(sentence) {
    find(this.box, ".scan__said", HTMLElement).textContent = sentence;
  }
}

/**
 * The code at the end of a card's address.
 * @param {string} address
 */
export function lastPart(address) {
  return address.replace(/\/+$/, "").split("/").pop() ?? "";
}

/* The browser's own reader where it reads QR codes, else one that comes with this site. */
async function makeDetector() {
  /** @type {DetectorClass | undefined} */
  const own = Reflect.get(window, "BarcodeDetector");
  const formats = await own?.getSupportedFormats();
  /** @type {DetectorClass} */
  const Reader = own && formats?.includes("qr_code") ? own : (await import(READER)).BarcodeDetector;
  return new Reader({ formats: ["qr_code"] });
}
