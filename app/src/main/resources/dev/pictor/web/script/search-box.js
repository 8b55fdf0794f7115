// The search box: suggestions as a combobox (ARIA's pattern with a list), and chips that select
// their part of the query.

const box = document.getElementById('q');
const suggestions = document.getElementById('suggestions');
const DEBOUNCE_MILLIS = 100;
let asked = 0;
let debounce = 0;
let active = null;

box.setAttribute('role', 'combobox');
box.setAttribute('aria-autocomplete', 'list');
box.setAttribute('aria-controls', suggestions.id);
box.setAttribute('aria-expanded', 'false');

function setActive(option) {
  active?.setAttribute('aria-selected', 'false');
  active = option;
  if (option) {
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', option.id);
  } else {
    box.removeAttribute('aria-activedescendant');
  }
}

function closeSuggestions() {
  clearTimeout(debounce);
  asked++;
  setActive(null);
  suggestions.hidden = true;
  box.setAttribute('aria-expanded', 'false');
}

async function suggest() {
  const number = ++asked;
  try {
    const typed = new URLSearchParams({ q: box.value, at: box.selectionStart });
    const answer = await fetch(suggestions.dataset.address + '?' + typed);
    const options = answer.ok ? await answer.text() : '';
    if (number !== asked || document.activeElement !== box) {
      return;
    }
    setActive(null);
    suggestions.innerHTML = options;
    [...suggestions.children].forEach((option, index) => {
      option.id = 'suggestion-' + index;
      option.setAttribute('aria-selected', 'false');
    });
    const isEmpty = suggestions.children.length === 0;
    suggestions.hidden = isEmpty;
    box.setAttribute('aria-expanded', String(!isEmpty));
  } catch {
    closeSuggestions();
  }
}

function choose(option) {
  const behind = box.value.length - box.selectionEnd;
  const { query, search } = option.dataset;
  box.value = query;
  box.setSelectionRange(query.length - behind, query.length - behind);
  closeSuggestions();
  if (search === 'true') {
    box.form.requestSubmit();
  } else if (option.matches('.filter')) {
    suggest();
  } else if (behind === 0) {
    box.value += ' ';
  }
}

function move(step) {
  const options = [...suggestions.children];
  const index = active ? options.indexOf(active) + step : step > 0 ? 0 : options.length - 1;
  setActive(options[index] ?? null);
}

box.addEventListener('input', () => {
  clearTimeout(debounce);
  debounce = setTimeout(suggest, DEBOUNCE_MILLIS);
});
box.addEventListener('click', () => suggestions.hidden && suggest());
box.addEventListener('blur', closeSuggestions);
box.addEventListener('keydown', (event) => {
  const isOpen = !suggestions.hidden;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (isOpen) {
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else {
      suggest();
    }
  } else if (event.key === 'Enter' && active) {
    event.preventDefault();
    choose(active);
  } else if (event.key === 'Escape' && isOpen) {
    event.preventDefault();
    closeSuggestions();
  }
});
box.form.addEventListener('submit', closeSuggestions);
suggestions.addEventListener('mousedown', (event) => event.preventDefault());
suggestions.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  if (option) {
    choose(option);
  }
});

document.addEventListener('click', (event) => {
  const chip = event.target.closest('.chip .edit');
  if (chip) {
    event.preventDefault();
    box.focus();
    if (box.value === chip.dataset.query) {
      box.setSelectionRange(Number(chip.dataset.start), Number(chip.dataset.end));
    }
  }
});
