// The grid: which pictures there are, and the way from one to another.

/** Links of the pictures that can be seen, in their order. */
function pictures() {
  return [...document.querySelectorAll('.tiles .open')].filter((link) => link.checkVisibility());
}

function centre(link) {
  const { left, width } = link.getBoundingClientRect();
  return left + width / 2;
}

/** The one in the next row, or the row before, that lies closest; undefined if there is none. */
function inNextRow(from, direction) {
  const top = (link) => direction * link.getBoundingClientRect().top;
  const beyond = pictures().filter((link) => top(link) > top(from) + from.offsetHeight / 2);
  const row = Math.min(...beyond.map(top));
  const inRow = beyond.filter((link) => top(link) < row + from.offsetHeight / 2);
  const distance = (link) => Math.abs(centre(link) - centre(from));
  return inRow.sort((one, other) => distance(one) - distance(other))[0];
}

/** Where an arrow key leads to; undefined if it leads nowhere. */
function neighbour(from, key) {
  const all = pictures();
  switch (key) {
    case 'ArrowLeft':
      return all[all.indexOf(from) - 1];
    case 'ArrowRight':
      return all[all.indexOf(from) + 1];
    case 'ArrowUp':
      return inNextRow(from, -1);
    case 'ArrowDown':
      return inNextRow(from, 1);
    default:
      return undefined;
  }
}

/** Asks for the next page, if there is one; resolves when it is there or cannot come. */
async function morePictures() {
  const link = document.querySelector('.more .ahead ~ a');
  if (!link) {
    return;
  }
  await new Promise((resolve) => {
    const events = ['htmx:afterSettle', 'htmx:sendError', 'htmx:timeout'];
    const done = () => {
      if (!link.isConnected || !offline.hidden) {
        events.forEach((name) => document.removeEventListener(name, done));
        resolve();
      }
    };
    events.forEach((name) => document.addEventListener(name, done));
    link.click();
  });
}
