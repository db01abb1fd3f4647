// Asks for a token, puts the element of Elsa Studio into the document, and renews the token while it stands there.
(() => {
  const place = document.getElementById('studio');
  const note = document.getElementById('studio-note');
  const door = document.getElementById('studio-door');
  const { element, attribute, id, api, token: tokens, form } = place.dataset;
  const windowId = crypto.randomUUID();

  const say = (words, offersDoor) => {
    note.textContent = words || '';
    note.hidden = !words;
    door.hidden = !offersDoor;
  };

  const ask = async () => {
    const answer = await fetch(tokens, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'RequestVerificationToken': form },
      body: new URLSearchParams({ window: windowId }),
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401) throw new Error('signed out');
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const provide = (name, accessToken) => {
    const made = document.createElement(name);
    made.setAttribute('remote-endpoint', location.origin + api);
    made.setAttribute('access-token', accessToken);
    return made;
  };

  // Studio keeps the first token it is given for ever; a new provider element gives it another.
  let provider;
  const renew = async () => {
    let next = 5;
    try {
      const { accessToken, expiresIn } = await ask();
      const fresh = provide('elsa-backend-provider', accessToken);
      place.after(fresh);
      provider?.remove();
      provider = fresh;
      say();
      next = expiresIn / 2;
    } catch (problem) {
      const signedOut = problem.message === 'signed out';
      say(signedOut ? note.dataset.signedOut : note.dataset.failed, signedOut);
    }
    setTimeout(renew, next * 1000);
  };

  const open = (address) => window.parent.location.assign(address);

  const start = async () => {
    say(note.dataset.wait);
    try {
      const { accessToken, expiresIn } = await ask();
      const made = provide(element, accessToken);
      if (attribute) made.setAttribute(attribute, id);
      place.append(made);
      // What is set before Studio knows the element is lost when it does.
      customElements.whenDefined(element).then(() => {
        made.editWorkflowDefinition = (chosen) => open('/designer/' + encodeURIComponent(chosen));
        made.viewWorkflowInstance = (chosen) => open('/designer/instances/' + encodeURIComponent(chosen));
      });
      say();
      setTimeout(renew, expiresIn * 500);
    } catch (problem) {
      const signedOut = problem.message === 'signed out';
      say(signedOut ? note.dataset.signedOut : note.dataset.failed, signedOut);
      setTimeout(start, 5000);
    }
  };

  start();
})();
