// Comfort only: every page works without this file.
const openMenus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) { menu.open = false; menu.querySelector('summary').focus(); }
});

// In a list of work the arrows go from line to line, and x ticks the one that is looked at.
document.addEventListener('keydown', event => {
  const line = event.target.closest?.('main .items .work');
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox]), select, textarea')) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = [...document.querySelectorAll('main .items .work')].filter(other => other.querySelector('a.whole'));
  if (step) lines[lines.indexOf(line) + step]?.querySelector('a.whole').focus();
  else if (event.key === 'x') line.querySelector('.pick input')?.click();
  else return;
  event.preventDefault();
});

// A second click on a slow line must not send a form twice; heard before Blazor, which sends enhanced forms itself.
document.addEventListener('submit', event => {
  const button = event.submitter;

  // What opens in a frame of the page may be asked for again.
  if (event.defaultPrevented || button?.formTarget) return;
  if (button?.getAttribute('aria-busy') === 'true') event.preventDefault();
  button?.setAttribute('aria-busy', 'true');
  changed.delete(event.target);
}, true);

addEventListener('pageshow', () => document.querySelectorAll('[aria-busy=true]').forEach(button => button.removeAttribute('aria-busy')));

// What was typed is not lost by a slip: the browser asks before it leaves.
const changed = new Set();

document.addEventListener('input', event => {
  const form = event.target.form;
  if (form?.method === 'post') changed.add(form);
});

addEventListener('beforeunload', event => {
  if ([...changed].some(form => form.isConnected)) event.preventDefault();
});

globalThis.Blazor?.addEventListener('enhancedload', () => {
  for (const menu of openMenus()) menu.open = false;
  document.querySelectorAll('[aria-busy=true]').forEach(button => button.removeAttribute('aria-busy'));
});

// A wide drawing opens where the work is.
const showWork = () => {
  for (const box of document.querySelectorAll('.drawing-box')) {
    const step = box.querySelector('.step.own, .step.tone-late, .step.tone-problem, .step.tone-todo, .step.tone-waiting');
    if (!step) continue;
    const [place, frame] = [step.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
    box.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
  }
};

showWork();
globalThis.Blazor?.addEventListener('enhancedload', showWork);

// A list follows what is typed; the form does the same without this.
let typing, asked = 0;

document.addEventListener('input', event => {
  const form = event.target.form;
  if (!form?.dataset.live) return;
  clearTimeout(typing);
  typing = setTimeout(() => follow(form), event.target.type === 'search' ? 180 : 0);
});

const follow = async form => {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.set(name, value);
  const turn = ++asked;
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const id of form.dataset.live.split(' ')) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(fresh);
  }
  history.replaceState(history.state, '', address);
};
