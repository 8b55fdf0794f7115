// A picture over the results. Its address is that of the picture's own page, which is there without
// any script: reloading or sharing it leads there, going back leads to the results as they are.

const AHEAD = 3;

/** The page that is loaded, whatever the address bar tells while a picture is open. */
let loaded = address();
document.addEventListener('htmx:pushedIntoHistory', () => (loaded = address()));
document.addEventListener('htmx:replacedInHistory', () => (loaded = address()));

function address() {
  return location.pathname + location.search;
}

class Lightbox {
  #dialog = document.getElementById('lightbox').content.firstElementChild.cloneNode(true);
  #stage = this.#part('.stage');
  #image = this.#part('.stage img');
  #about = this.#part('.about');
  #zoom = new Zoom(this.#stage, this.#image, (percent) => this.#scaled(percent), (step) => this.step(step));
  #link = null;
  #title = '';

  constructor() {
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.leave();
    });
    this.#dialog.addEventListener('keydown', (event) => this.#key(event));
    this.#image.addEventListener('error', () => this.#stage.classList.add('unseen'));
    const actions = {
      '.close': () => this.leave(),
      '.previous': () => this.step(-1),
      '.next': () => this.step(1),
      '.smaller': () => this.#zoom.by(1 / 1.5),
      '.larger': () => this.#zoom.by(1.5),
      '.scale': () => this.#zoom.toggle(),
      '.info': () => this.#showAbout(!this.#isAboutShown()),
    };
    for (const [name, action] of Object.entries(actions)) {
      this.#part(name).addEventListener('click', action);
    }
    document.body.append(this.#dialog);
    this.#showAbout(matchMedia('(min-width: 60rem)').matches);
  }

  #part(selector) {
    return this.#dialog.querySelector(selector);
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** @param link of a picture of the grid */
  open(link) {
    this.#title = document.title;
    this.#dialog.showModal();
    this.#dialog.focus();
    this.#show(link);
  }

  /** Closes it by going back to where it was opened. */
  leave() {
    history.back();
  }

  close() {
    this.#dialog.close();
    document.title = this.#title;
    this.#image.removeAttribute('src');
    marks.keep();
    this.#link.scrollIntoView({ block: 'nearest' });
    this.#link.focus({ preventScroll: true });
  }

  /** @param direction 1 for the next, -1 for the one before */
  async step(direction) {
    const from = this.#link;
    const all = () => pictures();
    if (direction > 0 && from === all().at(-1)) {
      await morePictures();
    }
    const list = all();
    const to = list[list.indexOf(from) + direction];
    if (to && this.isOpen && this.#link === from) {
      history.replaceState({ picture: to.dataset.id }, '', to.href);
      this.#show(to);
    }
  }

  #show(link) {
    this.#link = link;
    this.#dialog.dataset.picture = link.dataset.id;
    marks.show();
    const small = link.querySelector('img');
    const full = link.dataset.image;
    this.#stage.classList.remove('unseen');
    this.#image.alt = link.querySelector('.name').textContent;
    this.#image.src = small.src;
    this.#zoom.show(Number(small.getAttribute('width')), Number(small.getAttribute('height')));
    this.#load(link, full);
    this.#tell(link);
    this.#placed();
  }

  /** What is known of it, as its own page says. */
  async #tell(link) {
    this.#about.classList.add('old');
    let told = '<p>Pictor does not answer. It was stopped, or the network is gone.</p>';
    try {
      const answer = await fetch(link.href, { headers: { 'HX-Request': 'true' } });
      told = await answer.text();
    } catch {
      // That is told.
    }
    if (this.#link !== link || !this.isOpen) {
      return;
    }
    const page = document.createElement('template');
    page.innerHTML = told;
    const title = page.content.querySelector('title');
    document.title = title?.textContent ?? this.#title;
    title?.remove();
    this.#about.replaceChildren(page.content);
    this.#about.scrollTop = 0;
    this.#about.classList.remove('old');
  }

  /** In place of the small one, once it is there. */
  async #load(link, url) {
    const picture = new Image();
    picture.src = url;
    try {
      await picture.decode();
    } catch {
      return;
    }
    if (this.#link === link && this.isOpen) {
      this.#stage.classList.remove('unseen');
      this.#image.src = url;
    }
  }

  /** Where it stands among the others. */
  #placed() {
    const all = pictures();
    const index = all.indexOf(this.#link);
    const goesOn = document.querySelector('.more .ahead') !== null;
    this.#part('.previous').disabled = index === 0;
    this.#part('.next').disabled = index === all.length - 1 && !goesOn;
    this.#part('.count').textContent = `${index + 1} of ${all.length}${goesOn ? ' or more' : ''}`;
    if (goesOn && index >= all.length - AHEAD) {
      morePictures().then(() => this.isOpen && this.#placed());
    }
    const next = all[index + 1];
    if (next) {
      new Image().src = next.dataset.image;
    }
  }

  #scaled(percent) {
    this.#part('.scale').textContent = `${percent} %`;
  }

  #isAboutShown() {
    return this.#dialog.classList.contains('knowing');
  }

  #showAbout(isShown) {
    this.#dialog.classList.toggle('knowing', isShown);
    this.#part('.info').setAttribute('aria-expanded', String(isShown));
  }

  #mark(mark) {
    if (marks.arePossible) {
      marks.toggle(this.#link.dataset.id, mark);
    }
  }

  #key(event) {
    const actions = {
      ArrowLeft: () => this.step(-1),
      ArrowRight: () => this.step(1),
      '+': () => this.#zoom.by(1.5),
      '=': () => this.#zoom.by(1.5),
      '-': () => this.#zoom.by(1 / 1.5),
      0: () => this.#zoom.fit(),
      1: () => this.#zoom.full(),
      g: () => this.#mark('good'),
      b: () => this.#mark('bad'),
      i: () => this.#showAbout(!this.#isAboutShown()),
    };
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  }
}

const lightbox = new Lightbox();

document.addEventListener('click', (event) => {
  const link = event.target.closest('.tiles .open');
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    history.pushState({ picture: link.dataset.id }, '', link.href);
    lightbox.open(link);
  }
});

// Before htmx, which would load the results again.
window.addEventListener(
  'popstate',
  (event) => {
    if (lightbox.isOpen) {
      lightbox.close();
    }
    if (address() === loaded) {
      event.stopImmediatePropagation();
      return;
    }
    const link = pictures().find((each) => each.href === location.href);
    if (link) {
      event.stopImmediatePropagation();
      lightbox.open(link);
    } else if (!event.state?.htmx) {
      location.reload();
    }
  },
  true,
);
