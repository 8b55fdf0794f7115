// One picture on a stage: as a whole, up to every pixel and beyond, moved about by mouse, wheel, or
// one or two fingers. It stays as long as the stage keeps its size.

class Zoom {
  static MOST = 8;
  static MOST_ENLARGED = 2;
  static SWIPE_PIXELS = 60;

  #stage;
  #image;
  #changed;
  #swiped;
  #width = 1;
  #height = 1;
  #scale = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map();
  #start = null;

  /**
   * @param changed called with the size in percent of the picture's own
   * @param swiped called with 1 to the next picture, -1 to the one before
   */
  constructor(stage, image, changed, swiped) {
    this.#stage = stage;
    this.#image = image;
    this.#changed = changed;
    this.#swiped = swiped;
    stage.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    stage.addEventListener('dblclick', (event) => this.toggle(event.clientX, event.clientY));
    stage.addEventListener('pointerdown', (event) => this.#down(event));
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event));
    stage.addEventListener('pointercancel', (event) => this.#up(event));
    new ResizeObserver(() => this.#apply()).observe(stage);
  }

  /** Another picture, of so many pixels. */
  show(width, height) {
    this.#width = width;
    this.#height = height;
    this.fit();
  }

  fit() {
    this.#scale = 1;
    this.#x = 0;
    this.#y = 0;
    this.#apply();
  }

  /** Every pixel of the picture is one of the screen. */
  full(x, y) {
    this.#to(1 / this.#fitting(), x, y);
  }

  toggle(x, y) {
    if (this.#scale !== 1) {
      this.fit();
    } else {
      this.#to(Math.max(2, 1 / this.#fitting()), x, y);
    }
  }

  by(factor, x, y) {
    this.#to(this.#scale * factor, x, y);
  }

  /** The size of the whole picture on the stage, as a share of its own. */
  #fitting() {
    const { clientWidth, clientHeight } = this.#stage;
    return Math.min(clientWidth / this.#width, clientHeight / this.#height, Zoom.MOST_ENLARGED);
  }

  /** What lies under a point of the window stays there; without one, the middle does. */
  #to(scale, x, y) {
    const most = Math.max(Zoom.MOST, 2 / this.#fitting());
    const least = Math.min(1, 1 / this.#fitting());
    const next = Math.min(Math.max(scale, least), most);
    const stage = this.#stage.getBoundingClientRect();
    const fromX = x === undefined ? 0 : x - stage.left - stage.width / 2;
    const fromY = y === undefined ? 0 : y - stage.top - stage.height / 2;
    const factor = next / this.#scale;
    this.#x = fromX - (fromX - this.#x) * factor;
    this.#y = fromY - (fromY - this.#y) * factor;
    this.#scale = next;
    this.#apply();
  }

  #apply() {
    const fitting = this.#fitting();
    const width = this.#width * fitting;
    const height = this.#height * fitting;
    const overX = Math.max(0, (width * this.#scale - this.#stage.clientWidth) / 2);
    const overY = Math.max(0, (height * this.#scale - this.#stage.clientHeight) / 2);
    this.#x = Math.min(Math.max(this.#x, -overX), overX);
    this.#y = Math.min(Math.max(this.#y, -overY), overY);
    Object.assign(this.#image.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(-50%, -50%) translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`,
    });
    this.#stage.classList.toggle('zoomed', this.#scale > 1);
    this.#changed(Math.round(100 * fitting * this.#scale));
  }

  #wheel(event) {
    event.preventDefault();
    this.by(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400)), event.clientX, event.clientY);
  }

  #down(event) {
    if (event.button !== 0) {
      return;
    }
    this.#stage.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#start = this.#pointers.size === 1 ? { x: event.clientX, y: event.clientY } : null;
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other) {
      const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y);
      this.by(distance(now) / Math.max(1, distance(before)), (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (this.#scale > 1) {
      this.#x += now.x - before.x;
      this.#y += now.y - before.y;
      this.#apply();
    }
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
    if (!this.#start || event.type === 'pointercancel' || this.#scale > 1) {
      return;
    }
    const x = event.clientX - this.#start.x;
    const y = event.clientY - this.#start.y;
    this.#start = null;
    if (Math.abs(x) > Zoom.SWIPE_PIXELS && Math.abs(x) > 2 * Math.abs(y)) {
      this.#swiped(x < 0 ? 1 : -1);
    }
  }
}
