// Shows those of many tick boxes that hold the words typed; what is ticked stays. Without this script all are shown.
for (const box of document.querySelectorAll('div[data-sift]')) {
  const [field, told] = [box.querySelector('input'), box.querySelector('[data-told]')]
  const groups = [...document.querySelectorAll(`.govuk-form-group:has([name^="${box.dataset.sift}"])`)]
  const sift = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const group of groups) {
      const title = group.querySelector('legend')?.textContent ?? ''
      let some = 0
      for (const item of group.querySelectorAll('.govuk-checkboxes__item')) {
        const said = `${title} ${item.textContent}`.toLowerCase()
        item.hidden = !item.querySelector('input').checked && !words.every((word) => said.includes(word))
        some += !item.hidden
      }
      group.hidden = !some
      shown += some
    }
    told.textContent = words.length ? `${shown} shown` : ''
  }
  box.hidden = false
  field.addEventListener('input', sift)
  field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
}
