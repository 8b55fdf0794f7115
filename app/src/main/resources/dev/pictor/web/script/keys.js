// Keys of the page; those of the search box and of an open picture are theirs.

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

function isTyping(element) {
  return element.matches('input, textarea, select, [contenteditable]');
}

function arrow(key) {
  const current = document.activeElement.closest('.open');
  if (current) {
    return neighbour(current, key);
  }
  const isNowhere = document.activeElement === document.body || document.activeElement.id === 'results';
  return isNowhere ? pictures().find((link) => link.getBoundingClientRect().bottom > 0) : undefined;
}

document.addEventListener('keydown', (event) => {
  const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlain || lightbox.isOpen || isTyping(event.target)) {
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === '?') {
    event.preventDefault();
    document.getElementById('keys').togglePopover();
  } else if (ARROWS.includes(event.key)) {
    const to = arrow(event.key);
    if (to) {
      event.preventDefault();
      to.focus();
    }
  }
});
