// Answers by keyboard: in a form with data-keys each element with data-line is one question. A digit chooses that answer and goes on:
// to the words the answer wants, else to the next question. Control and Enter in a box goes on too. Keys are taken only while an
// answer or a box has focus, so that nobody who speaks or reads with other tools is caught by them.
for (const form of document.querySelectorAll('form[data-keys]')) {
  const lines = [...form.querySelectorAll('[data-line]')]
  const goOn = (line) => {
    const next = lines[lines.indexOf(line) + 1]
    const target = next
      ? next.querySelector('input[type=radio]:checked') || next.querySelector('input[type=radio], textarea, input:not([type=hidden])')
      : form.querySelector('button[type=submit]')
    if (!target) return
    target.focus({ preventScroll: true })
    ;(next || target).scrollIntoView({ block: 'center' })
  }
  const words = (line, value) => {
    const more = value === 'na' && line.querySelector('details')
    if (more) more.open = true
    const box = more ? more.querySelector('textarea') : line.querySelector('textarea[data-wanted]')
    return box && !box.value ? box : null
  }
  form.addEventListener('keydown', (event) => {
    const line = event.target.closest('[data-line]')
    if (!line || event.altKey || event.metaKey) return
    if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); goOn(line); return }
    if (event.ctrlKey || event.target.type !== 'radio' || !/^[1-9]$/.test(event.key)) return
    const chosen = line.querySelectorAll('input[type=radio]')[Number(event.key) - 1]
    if (!chosen) return
    event.preventDefault()
    chosen.click()
    const box = words(line, chosen.value)
    if (box) box.focus()
    else goOn(line)
  })
}
