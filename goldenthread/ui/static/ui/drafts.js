// Keeps what is typed while it is typed: a form with data-draft="address" is posted there a moment after each change.
// Without this script the Save button does the same.
const WAIT = 1500
for (const form of document.querySelectorAll('form[data-draft]')) {
  const status = form.querySelector('[data-draft-status]')
  const say = (words) => { if (status) status.textContent = words }
  let timer = 0
  let sent = ''
  const content = () => {
    const data = new FormData(form)
    for (const [name, value] of [...data.entries()]) if (typeof value !== 'string') data.delete(name)
    return new URLSearchParams(data)
  }
  const keep = async (leaving = false) => {
    const body = content()
    if (body.toString() === sent) return
    try {
      const answer = await fetch(form.dataset.draft, {
        method: 'POST', body, keepalive: leaving, credentials: 'same-origin',
        headers: { 'X-CSRFToken': body.get('csrfmiddlewaretoken') || '', 'X-Requested-With': 'fetch' }
      })
      if (!answer.ok) throw new Error(answer.status)
      sent = body.toString()
      say(`Draft kept at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`)
    } catch {
      say('The draft could not be kept. Use the Save button.')
    }
  }
  sent = content().toString()
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(keep, WAIT) })
  form.addEventListener('change', () => { clearTimeout(timer); timer = setTimeout(keep, WAIT) })
  form.addEventListener('submit', () => { clearTimeout(timer); sent = content().toString() })
  addEventListener('pagehide', () => keep(true))
}
