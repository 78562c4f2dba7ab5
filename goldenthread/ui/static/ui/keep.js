// Keeps parts of a form while they are typed: in a form with data-keep="address" each element with data-line is posted there by
// itself a moment after it changes. The answer says what is kept and what the checks find. The Save button does the same without it.
// A box with data-tick keeps the line as it stands; whoever then types something else takes the tick away.
const WAIT = 900
for (const form of document.querySelectorAll('form[data-keep]')) {
  const status = form.querySelector('[data-kept]')
  const say = (words) => { if (status) status.textContent = words }
  const fields = (line) => {
    const body = new URLSearchParams()
    body.set('csrfmiddlewaretoken', form.querySelector('[name=csrfmiddlewaretoken]').value)
    for (const each of line.querySelectorAll('input[name], textarea[name]')) {
      if (each.type === 'checkbox' && !('tick' in each.dataset)) continue
      if ((each.type === 'checkbox' || each.type === 'radio') && !each.checked) continue
      body.set(each.name, each.value)
    }
    return body
  }
  const show = (told) => {
    for (const [line, found] of Object.entries(told)) {
      if (found.edition) form.querySelector(`[data-edition="${line}"]`).value = found.edition
      const met = form.querySelector(`[data-met="${line}"]`)
      const inside = met.contains(document.activeElement)
      met.innerHTML = found.html
      if (inside) { met.tabIndex = -1; met.focus() }
      const worked = form.querySelector(`[data-worked="${line}"]`)
      worked.textContent = found.worked
      worked.hidden = !found.worked
    }
  }
  for (const line of form.querySelectorAll('[data-line]')) {
    let timer = 0
    let before = fields(line).toString()
    let busy = false
    const keep = async (leaving = false) => {
      const body = fields(line)
      if (busy) { timer = setTimeout(keep, WAIT); return }
      if (body.toString() === before) return
      busy = true
      try {
        const answer = await fetch(form.dataset.keep, { method: 'POST', body, keepalive: leaving, credentials: 'same-origin' })
        const found = await answer.json()
        if (found.refused) { say(`${found.refused} This was not kept.`); return }
        if (!answer.ok) throw new Error(answer.status)
        show(found.lines)
        const editions = [...line.querySelectorAll('[data-edition]')]
        for (const each of editions) body.set(each.name, each.value)
        before = body.toString()
        say(`${found.words}. ${found.progress}.`)
      } catch {
        say('This line could not be kept. Use the Save button.')
      } finally { busy = false }
    }
    line.addEventListener('input', (event) => {
      const tick = line.querySelector('[data-tick]')
      if (tick && event.target !== tick) tick.checked = false
      clearTimeout(timer)
      timer = setTimeout(keep, WAIT)
    })
    addEventListener('pagehide', () => keep(true))
  }
}
