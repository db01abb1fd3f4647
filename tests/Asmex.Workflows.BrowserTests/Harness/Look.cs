namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>What is found on a page by looking at it as it is shown.</summary>
internal sealed class Look
{
    /// <summary>Runs in the page. A box that scrolls by itself may be wider than the screen, the page may not.</summary>
    public const string Script = """
        () => {
          const faults = [];
          const shown = element => element.getClientRects().length > 0;
          const tell = element => `<${element.localName} class="${element.className?.baseVal ?? element.className}"> ${(element.innerText ?? '').trim().slice(0, 40)}`;
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) {
            const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(e => shown(e) && (e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1));
            faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}; ${wide.slice(-1).map(tell)}`);
          }
          if (document.querySelectorAll('h1').length !== 1) faults.push(`has ${document.querySelectorAll('h1').length} titles`);
          const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(shown).map(h => +h.localName[1]);
          levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) faults.push(`goes from a title h${levels[i - 1]} to h${level}`); });
          for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
            if (shown(field) && !field.labels?.length && !field.ariaLabel && !field.getAttribute('aria-labelledby')) faults.push(`has a field without label: ${field.name}`);
          for (const button of document.querySelectorAll('a[href], button, summary'))
            if (shown(button) && !button.closest('[aria-hidden]') && !button.textContent.trim() && !button.ariaLabel && !button.querySelector('title')) faults.push(`has a control without name: ${button.outerHTML.slice(0, 80)}`);
          for (const picture of document.querySelectorAll('img')) if (!picture.hasAttribute('alt')) faults.push(`has a picture without words: ${picture.src}`);
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`has the id ${id} twice`);
          if (/\{\d\}|undefined|\[object/.test(document.body.innerText)) faults.push('shows an unfilled sentence');
          const links = [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search);
          return { faults, links, text: document.body.innerText };
        }
        """;

    public string[] Faults { get; set; } = [];
    public string[] Links { get; set; } = [];
    public string Text { get; set; } = "";
}
