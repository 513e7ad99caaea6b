// The second half of a quick double click belongs to what the first half was on. Where that has gone by then, as a line does that is done
// with, what has moved up into its place was never meant.

const togetherMs = 500
const togetherPx = 12
const actings = 'button, a, [role=button], [role=menuitem], [role=option], input, label, summary'

/** Hears every click of the window first. */
export function keepSecondClicks(): void {
  let first: { readonly on: Element | null; readonly event: MouseEvent; moved: boolean } | undefined
  const heard = (event: MouseEvent) => {
    // A key's click has no count: where the focus goes is the page's to say.
    if (event.detail === 0) return
    const on = event.target instanceof Element ? event.target.closest(actings) : null
    if (first?.on && !first.on.isConnected && on !== first.on && isSecond(event, first)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    first = { on, event, moved: false }
  }
  const moved = () => {
    if (first) first.moved = true
  }
  window.addEventListener('click', heard, { capture: true })
  window.addEventListener('pointermove', moved, { capture: true, passive: true })
}

/** Some browsers count anew where another thing lies under the pointer; one that has stayed where it was meant no other thing. */
function isSecond(it: MouseEvent, { event, moved }: { readonly event: MouseEvent; readonly moved: boolean }): boolean {
  if (it.timeStamp - event.timeStamp > togetherMs) return false
  return it.detail > 1 || (!moved && Math.hypot(it.clientX - event.clientX, it.clientY - event.clientY) < togetherPx)
}
