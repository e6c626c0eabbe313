import { expect } from 'vitest'
import { drag, drawn, middleOf, node, press, save } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()
const written = `# Mine, and no tool's.
chela: 1
name: both
title:   "Both hands"   # three spaces

states:
    look: {call: notify.show, with: {text: 'one'}}   # kept
    wait:
        wait: 5s

    done: {end: done}
`

story('what is changed in the text is drawn, what is drawn is written, and undo leads back to the first byte', async () => {
  const page = await machine.open({ place: machine.skill('both', written) })
  await drawn(page)
  await node(page, 'look').waitFor()
  const code = page.locator('.pane-source .cm-content')
  await code.getByText('wait: 5s').click()
  await press(page, 'End', 'Enter')
  await page.keyboard.type('title: A short rest')
  await node(page, 'wait').getByText('A short rest').waitFor()
  await node(page, 'wait').click()
  await press(page, 'F2')
  await page.keyboard.type('breathe\n')
  await node(page, 'breathe').waitFor()
  await code.getByText('breathe:').waitFor()
  await press(page, 'd')
  await code.getByText('disabled: true').waitFor()
  await code.getByText('Both hands').click()
  await press(page, 'End')
  await page.keyboard.type(' and more')
  await save(page)
  const changed = machine.textOf('both')
  expect(changed.split('\n').filter((line) => !written.split('\n').includes(line))).toEqual(['title:   "Both hands"   # three spaces and more', '    breathe:', '        title: A short rest', '        disabled: true'])
  const undo = page.getByRole('button', { name: /^Undo/ })
  for (let count = 0; count < 40 && (await undo.isEnabled()); count++) await undo.click()
  await press(page, 'Control+s')
  await expect.poll(() => machine.textOf('both')).toBe(written)
  const redo = page.getByRole('button', { name: /^Redo/ })
  for (let count = 0; count < 40 && (await redo.isEnabled()); count++) await redo.click()
  await press(page, 'Control+s')
  await expect.poll(() => machine.textOf('both')).toBe(changed)
})

story('a fault in the text is shown in the picture, and its one-click mending mends it', async () => {
  const page = await machine.open({ place: machine.skill('faulty', 'chela: 1\nname: faulty\nstates:\n  look: { wait: 1s, next: dnoe }\n  done: { end: done }\n') })
  await drawn(page)
  await page.locator('.skill-faults', { hasText: '1 fault' }).waitFor()
  expect(await page.getByTitle('Mend the faults before it can run').isDisabled()).toBe(true)
  await page.locator('.pane-source').getByRole('button', { name: /done/ }).first().click()
  await page.locator('.skill-faults').waitFor({ state: 'detached' })
  await press(page, 'Control+s')
  await expect.poll(() => machine.textOf('faulty')).toContain('next: done }')
})

story('a state becomes a skill of its own beside this one, and one that is dropped on a group moves into it with its way', async () => {
  const text = 'chela: 1\nname: parts\nstates:\n  rest: { wait: 1s }\n  look: { wait: 2s }\n  box:\n    states:\n      inner: { wait: 3s }\n      last: { wait: 4s }\n  done: { end: done }\n'
  const page = await machine.open({ place: machine.skill('parts', text) })
  await drawn(page)
  await node(page, 'rest').click()
  await press(page, 'e')
  await page.getByLabel('Name of the new skill').fill('resting')
  await press(page, 'Enter')
  await page.locator('.pane-source .cm-content').getByText('run: resting').waitFor()
  await page.getByRole('button', { name: 'Show all (0)' }).click()
  const [from, group] = [await middleOf(node(page, 'look')), await middleOf(node(page, 'box'))]
  await drag(page, from, group)
  await save(page)
  expect(machine.textOf('parts')).toMatch(/ {2}box:\n {4}states:\n[^]* {6}look: \{ wait: 2s, next: box \}\n[^]* {2}done:/)
  expect(machine.textOf('resting')).toContain('wait: 1s')
})
