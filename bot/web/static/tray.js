// What will go along with the next words: pictures, files, a place. Shown before it is sent.

import { element, size } from "./bubbles.js";

export class Tray {
  #files = [];
  #place = null;

  constructor(list, limits, say) {
    this.list = list;
    this.limits = limits;
    this.say = say;
  }

  addFiles(files) {
    for (const file of files) {
      if (this.#files.length >= this.limits.mostFiles) return this.say(`Mỗi lần gửi được nhiều nhất ${this.limits.mostFiles} tệp.`);
      if (file.size > this.limits.fileLimit) this.say(`“${file.name}” lớn quá ${this.limits.fileMb} MB nên không gửi được. Xin chọn tệp nhỏ hơn.`);
      else if (!file.size) this.say(`“${file.name}” không có nội dung. Xin chọn tệp khác.`);
      else this.#files.push(file);
    }
    this.#draw();
  }

  askPlace() {
    const failed = () => this.say("Chưa lấy được vị trí. Xin cho phép trình duyệt dùng vị trí, hoặc viết địa điểm bằng lời.");
    if (!navigator.geolocation) return failed();
    this.say("Đang lấy vị trí…");
    const found = ({ coords }) => {
      this.say("");
      this.#place = { latitude: coords.latitude, longitude: coords.longitude };
      this.#draw();
    };
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
  }

  /** Hand over what lies in the tray, and empty it. */
  take() {
    const taken = { files: this.#files, ...(this.#place ?? {}) };
    this.#files = [];
    this.#place = null;
    this.#draw();
    return taken;
  }

  get isEmpty() {
    return !this.#files.length && !this.#place;
  }

  #draw() {
    for (const image of this.list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    const files = this.#files.map((file) => this.#entry(file.name, size(file.size), file, () => this.#files.splice(this.#files.indexOf(file), 1)));
    const place = this.#place && [this.#entry("Vị trí của ông/bà", "", null, () => (this.#place = null))];
    this.list.replaceChildren(...files, ...(place ?? []));
    this.list.hidden = this.isEmpty;
  }

  #entry(name, detail, file, remove) {
    const away = element("button", "", "×");
    away.type = "button";
    away.setAttribute("aria-label", `Bỏ ${name}`);
    away.addEventListener("click", () => {
      remove();
      this.#draw();
    });
    const item = element("li", "", element("span", "", detail ? `${name} · ${detail}` : name), away);
    if (file?.type.startsWith("image/")) {
      const image = element("img");
      image.alt = "";
      image.src = URL.createObjectURL(file);
      item.prepend(image);
    }
    return item;
  }
}
