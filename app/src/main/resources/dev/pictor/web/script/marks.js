// Hits that are called right or wrong. They are kept in the address of the results; searching again
// uses them, and so does loading that address again.

const MOST_MARKS = 50;

class Marks {
  /** By id: 'good' or 'bad'. */
  #marked = new Map();
  #tools = null;

  /** Takes over what the results that are there say. */
  read() {
    const tools = document.querySelector('.marks');
    if (tools === this.#tools) {
      return;
    }
    this.#tools = tools;
    this.#marked.clear();
    for (const mark of ['good', 'bad']) {
      for (const id of tools?.dataset[mark].split(',').filter(Boolean) ?? []) {
        this.#marked.set(id, mark);
      }
    }
  }

  get arePossible() {
    return this.#tools !== null;
  }

  of(id) {
    return this.#marked.get(id);
  }

  /** Marks a picture, or takes that mark away. */
  toggle(id, mark) {
    if (this.#marked.get(id) === mark) {
      this.#marked.delete(id);
    } else if (this.#all(mark).length < MOST_MARKS) {
      this.#marked.set(id, mark);
    }
    this.show();
    this.keep();
  }

  #all(mark) {
    return [...this.#marked].filter((entry) => entry[1] === mark).map((entry) => entry[0]);
  }

  /** The address of the search with these marks. */
  #url() {
    const url = new URL(this.#tools.querySelector('.clear').href);
    for (const mark of ['good', 'bad']) {
      const ids = this.#all(mark);
      if (ids.length > 0) {
        url.searchParams.set(mark, ids.join(','));
      }
    }
    return url.pathname + url.search.replaceAll('%2C', ',');
  }

  show() {
    this.read();
    for (const button of document.querySelectorAll('.mark')) {
      const id = button.closest('[data-picture]')?.dataset.picture;
      button.setAttribute('aria-pressed', String(this.of(id) === button.dataset.mark));
    }
    document.body.classList.toggle('markable', this.arePossible);
    if (!this.arePossible) {
      return;
    }
    const count = this.#marked.size;
    this.#tools.hidden = count === 0;
    this.#tools.querySelector('.count').textContent = `${this.#all('good').length} right, ${this.#all('bad').length} wrong`;
    const again = this.#tools.querySelector('.again');
    again.href = this.#url();
    again.textContent = `Search again with ${count} ${count === 1 ? 'mark' : 'marks'}`;
  }

  /** Keeps them in the address of the results, if that is shown. */
  keep() {
    if (this.arePossible && address() === loaded && this.#url() !== loaded) {
      history.replaceState(history.state, '', this.#url());
      loaded = address();
    }
  }
}

const marks = new Marks();
marks.show();
document.addEventListener('htmx:afterSettle', () => marks.show());

document.addEventListener('click', (event) => {
  const button = event.target.closest('.mark');
  if (button) {
    marks.toggle(button.closest('[data-picture]').dataset.picture, button.dataset.mark);
  }
});
