// The page as a whole: whether the server answers, pictures that cannot be shown, and those that are
// dropped or pasted to search with.

const offline = document.getElementById('offline');
const RETRY_MILLIS = 5000;
let unanswered = null;

function again() {
  const { element, verb, path, target } = unanswered;
  if (!element.isConnected) {
    location.reload();
  } else if (element.matches('form')) {
    element.requestSubmit();
  } else {
    htmx.ajax(verb, path, { source: element, target });
  }
}

async function awaitServer() {
  while (!offline.hidden) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    if (offline.hidden) {
      return;
    }
    try {
      await fetch(offline.dataset.health, { cache: 'no-store' });
      again();
      return;
    } catch {
      // Not yet.
    }
  }
}

function lost(event) {
  const { elt, target, requestConfig } = event.detail;
  unanswered = { element: elt, target, verb: requestConfig.verb, path: requestConfig.path };
  if (offline.hidden) {
    offline.hidden = false;
    awaitServer();
  }
}

document.addEventListener('htmx:sendError', lost);
document.addEventListener('htmx:timeout', lost);
document.addEventListener('htmx:beforeOnLoad', () => {
  offline.hidden = true;
});
offline.querySelector('button').addEventListener('click', again);
window.addEventListener('online', () => offline.hidden || again());

// Pictures

function markUnseen(image) {
  image.closest('.open')?.classList.add('unseen');
}

document.addEventListener('error', (event) => event.target instanceof HTMLImageElement && markUnseen(event.target), true);
for (const image of document.querySelectorAll('.open img')) {
  if (image.complete && image.currentSrc && image.naturalWidth === 0) {
    markUnseen(image);
  }
}

// Searching by a picture

const upload = document.querySelector('.upload');
let isOwn = false;

function searchBy(file) {
  const picked = new DataTransfer();
  picked.items.add(file);
  const form = upload.querySelector('form');
  form.elements.picture.files = picked.files;
  form.requestSubmit();
}

function bringsFile(event) {
  return !isOwn && event.dataTransfer.types.includes('Files');
}

document.addEventListener('dragstart', () => (isOwn = true));
document.addEventListener('dragend', () => (isOwn = false));
document.addEventListener('dragover', (event) => {
  if (bringsFile(event)) {
    event.preventDefault();
    document.body.classList.add('dropping');
  }
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    document.body.classList.remove('dropping');
  }
});
document.addEventListener('drop', (event) => {
  document.body.classList.remove('dropping');
  if (bringsFile(event) && event.dataTransfer.files.length > 0) {
    event.preventDefault();
    searchBy(event.dataTransfer.files[0]);
  }
});
document.addEventListener('paste', (event) => {
  if (event.clipboardData.files.length > 0) {
    event.preventDefault();
    searchBy(event.clipboardData.files[0]);
  }
});

// A panel closes when something else is wanted.
document.addEventListener('click', (event) => {
  for (const panel of document.querySelectorAll('details.panel[open]')) {
    if (!panel.contains(event.target)) {
      panel.open = false;
    }
  }
});
document.addEventListener('keydown', (event) => {
  const panel = event.key === 'Escape' && event.target.closest('details.panel[open]');
  if (panel) {
    panel.open = false;
    panel.querySelector('summary').focus();
  }
});
