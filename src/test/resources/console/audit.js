// What is wrong with this page for somebody with a keyboard, a screen reader, weak eyes or a phone; a list of sentences.
(() => {
  const wrong = [];
  const name = e => `${e.tagName.toLowerCase()}${e.name ? '[name=' + e.name + ']' : ''} "${(e.textContent || '').trim().slice(0, 40)}"`;
  const all = selector => [...document.querySelectorAll(selector)];
  const say = (rule, elements) => elements.forEach(e => wrong.push(`${rule}: ${name(e)}`));
  if (!document.documentElement.lang) wrong.push('the page does not say its language');
  if (!document.title) wrong.push('the page has no title');
  for (const one of ['h1', 'main', 'header', 'nav'])
    if (all(one).length !== 1) wrong.push(`there is not one ${one}, but ${all(one).length}`);
  say('a field has no label', all('input:not([type=hidden]),select,textarea').filter(e => !e.labels.length && !e.ariaLabel));
  say('nothing says what this does', all('a,button').filter(e => !e.textContent.trim() && !e.ariaLabel));
  say('a picture has no words', all('main svg').filter(e => e.getAttribute('role') !== 'img' || !e.ariaLabel));
  say('a table head has no scope', all('th').filter(e => !e.scope));
  say('the order of the keyboard is changed', all('[tabindex]').filter(e => e.tabIndex > 0));
  const ids = all('[id]').map(e => e.id);
  ids.filter((id, i) => ids.indexOf(id) < i).forEach(id => wrong.push(`two elements are ${id}`));
  const rgb = text => (text.match(/[\d.]+/g) || []).map(Number);
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    for (let up = e; up; up = up.parentElement) {
      const c = rgb(getComputedStyle(up).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const seen = new Set();
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  say('too little contrast', all('body *').filter(e => own(e) && !e.closest('svg') && e.checkVisibility()).filter(e => {
    const like = e.tagName + e.className + e.parentElement.className + !!e.closest('header,thead');
    if (seen.has(like)) return false;
    seen.add(like);
    const pair = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05) < 4.5;
  }));
  if (document.documentElement.scrollWidth > innerWidth)
    wrong.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} of ${innerWidth} pixels`);
  return wrong;
})()
